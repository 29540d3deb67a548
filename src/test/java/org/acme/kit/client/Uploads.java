package org.acme.kit.client;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;

/** The ways in which a client writes a body of bytes. */
interface Uploads {

    @PUT
    @Path("/")
    String bytes(byte[] body);

    @PUT
    @Path("/")
    String file(File body);

    @PUT
    @Path("/")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    String parts(@RestForm @PartType(MediaType.APPLICATION_OCTET_STREAM) byte[] file);

    @PUT
    @Path("/")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    String partFile(@RestForm @PartType(MediaType.APPLICATION_OCTET_STREAM) File file);

    /** Returns each way, with a body that is more than the buffers of a connection hold. */
    static Stream<Function<Uploads, String>> large(java.nio.file.Path directory) throws IOException {
        byte[] body = new byte[32 << 20];
        File file = Files.write(directory.resolve("large"), body).toFile();
        return Stream.of(
                uploads -> uploads.bytes(body),
                uploads -> uploads.file(file),
                uploads -> uploads.parts(body),
                uploads -> uploads.partFile(file));
    }
}
