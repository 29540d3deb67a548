package org.acme.kit.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** Sends octets as they are, where a client would not: broken headers, broken bodies, nothing like HTTP. */
public final class RawHttp {

    private static final int PATIENCE = 60_000;

    private RawHttp() {}

    /** Returns all that comes back until the other side closes; ask with {@code Connection: close}. */
    public static String send(int port, String request) throws IOException {
        return send(port, request.getBytes(StandardCharsets.ISO_8859_1));
    }

    public static String send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE);
            socket.getOutputStream().write(request);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketTimeoutException open) {
            throw new AssertionError("the connection stays open without an end of the answer", open);
        }
    }

    /** Returns a connection on which something has been sent. */
    static Socket open(int port, String text) throws IOException {
        Socket socket = new Socket("localhost", port);
        socket.setSoTimeout(PATIENCE);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    /** Reads the status of an answer and no more. */
    static int status(Socket socket) throws IOException {
        byte[] line = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
        return Integer.parseInt(new String(line, StandardCharsets.ISO_8859_1).substring("HTTP/1.1 ".length()));
    }
}
