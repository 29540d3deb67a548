package org.acme.kit.client;

import io.vertx.core.streams.ReadStream;
import jakarta.ws.rs.client.Entity;
import jakarta.ws.rs.core.GenericEntity;
import java.io.InputStream;
import java.io.Reader;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.stream.BaseStream;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.impl.multipart.QuarkusMultipartForm;
import org.jboss.resteasy.reactive.client.impl.multipart.QuarkusMultipartFormDataPart;
import org.jspecify.annotations.Nullable;

/** The body of a request to a peer. */
final class SentBody {

    private SentBody() {}

    /** Tells whether the body of a request can be sent twice: it is no stream, which the first request has read. */
    static boolean canBeSentTwice(@Nullable RestClientRequestContext request) {
        Entity<?> entity = request == null ? null : request.getEntity();
        Object body = entity == null ? null : entity.getEntity();
        Object content = body instanceof GenericEntity<?> typed ? typed.getEntity() : body;
        if (content instanceof QuarkusMultipartForm form) {
            for (QuarkusMultipartFormDataPart part : form) {
                if (part != null && isStream(part)) {
                    return false;
                }
            }
        }
        return !(content instanceof InputStream
                || content instanceof Reader
                || content instanceof Flow.Publisher
                || content instanceof ReadStream
                || content instanceof BaseStream
                || content instanceof Iterator);
    }

    private static boolean isStream(QuarkusMultipartFormDataPart part) {
        Class<?> type = part.getType();
        return part.multiByteContent() != null
                || type != null && (InputStream.class.isAssignableFrom(type) || Reader.class.isAssignableFrom(type));
    }
}
