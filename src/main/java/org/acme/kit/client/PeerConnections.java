package org.acme.kit.client;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpClientConnection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The connections of the REST client: the marks on them, the time for a body, and the way back to their pool. Thread-safe. */
final class PeerConnections {

    /** Marks a connection that has answered a request. The timestamp of Vert.x is 0 for ever over HTTP/2. */
    private static final AttributeKey<Boolean> ANSWERED = AttributeKey.valueOf(PeerConnections.class, "answered");

    /** The first request that was lost with its connection. */
    private static final AttributeKey<Sending> LOST = AttributeKey.valueOf(PeerConnections.class, "lost");

    private PeerConnections() {}

    private static @Nullable Channel channel(@Nullable HttpClientRequest request) {
        return request != null && request.connection() instanceof HttpClientConnection connection
                ? connection.channel()
                : null;
    }

    /** Records that the connection of a request has brought an answer. */
    static void answered(HttpClientRequest sent) {
        Channel channel = channel(sent);
        if (channel != null && !channel.hasAttr(ANSWERED)) {
            channel.attr(ANSWERED).set(true);
        }
    }

    /** Tells whether the connection of a request has answered another one. */
    static boolean hasAnswered(HttpClientRequest opened) {
        Channel channel = channel(opened);
        return channel != null && channel.hasAttr(ANSWERED);
    }

    /** Tells whether another request was lost with the same connection before this one, which has no connection if it is null. */
    static boolean isLostBefore(@Nullable HttpClientRequest sent, Sending lost) {
        Channel channel = channel(sent);
        Sending first = channel == null ? null : channel.attr(LOST).setIfAbsent(lost);
        return first != null && first != lost;
    }

    /** Gives the connection of a request back to the pool, unused. */
    static void giveBack(HttpClientRequest unsent) {
        if (unsent.version() == HttpVersion.HTTP_2) {
            // Vert.x never gives back a stream that was reset before it began, so one begins that asks for nothing.
            unsent.setMethod(HttpMethod.OPTIONS).setURI("*").sendHead();
        }
        unsent.reset();
    }

    /**
     * Bounds the time from the head of an answer to the end of its body: Vert.x bounds the head alone. A late answer fails its
     * request with a time-out.
     */
    static void boundBody(HttpClientRequest opened, long millis, CompletableFuture<?> result) {
        Context here = Vertx.currentContext();
        opened.response().onSuccess(answer -> {
            // Mostly the body comes with the head and has been read when the next task runs. Then no timer is needed.
            here.runOnContext(next -> {
                if (!answer.end().isComplete()) {
                    long timer = here.owner().setTimer(millis, id -> late(answer, millis, result));
                    answer.end().onComplete(ended -> here.owner().cancelTimer(timer));
                }
            });
        });
    }

    private static void late(HttpClientResponse answer, long millis, CompletableFuture<?> result) {
        TimeoutException late = new TimeoutException("The head of an answer came from "
                + answer.request().connection().remoteAddress() + ", but the rest did not within " + millis
                + " ms; see quarkus.rest-client.read-timeout");
        if (result.completeExceptionally(late)) {
            answer.request().reset();
        }
    }
}
