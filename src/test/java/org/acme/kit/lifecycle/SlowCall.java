// example:file: the packaged program is the example
package org.acme.kit.lifecycle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;

/** A call that runs for as long as the test wants: its body is sent when {@link #finish} is called. */
final class SlowCall implements AutoCloseable {

    private static final String BODY = "{\"s\":\"hello\"}";
    private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";
    private static final int PATIENCE_MILLIS = 120_000;

    private final Socket socket;

    private SlowCall(Socket socket) {
        this.socket = socket;
    }

    /** Sends the head, and returns when the program asks for the body (RFC 9110, section 10.1.1): then it has the call. */
    static SlowCall start(int port) throws IOException {
        SlowCall call = new SlowCall(new Socket("127.0.0.1", port));
        call.socket.setSoTimeout(PATIENCE_MILLIS);
        call.send("POST /uppercase HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: "
                + BODY.length() + "\r\nExpect: 100-continue\r\n\r\n");
        call.receive(CONTINUE);
        return call;
    }

    /** Sends the body and returns the answer up to the end of the document. */
    String finish() throws IOException {
        send(BODY);
        return receive("}");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private String receive(String end) throws IOException {
        StringBuilder received = new StringBuilder();
        while (received.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("The connection was closed after: " + received);
            }
            received.append((char) next);
        }
        return received.toString();
    }
}
