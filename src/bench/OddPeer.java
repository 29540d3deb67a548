import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Plays a peer that is wrong in a way that no HTTP server offers: {@code java OddPeer.java PORT KIND}.
 *
 * <ul>
 *   <li>{@code stale} resets a connection that was idle for 5 s, when the next request comes.
 *   <li>{@code wrong} answers 200 with JSON of another shape.
 *   <li>{@code resets} resets a third of the connections at their first request: one address in front of many servers, a third of
 *       which are sick.
 *   <li>{@code slow} takes 300 ms, {@code late} 100 ms.
 * </ul>
 */
class OddPeer {

    private static final long IDLE = 5_000;

    public static void main(String[] args) throws IOException {
        String kind = args[1];
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(args[0]), 4096, InetAddress.getByName("127.0.0.1"))) {
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(null, () -> serve(socket, kind), "peer", 128 * 1024);
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket, String kind) {
        try (socket) {
            InputStream in = socket.getInputStream();
            boolean sick = kind.equals("resets") && ThreadLocalRandom.current().nextInt(3) == 0;
            long before = System.currentTimeMillis();
            while (read(in)) {
                long now = System.currentTimeMillis();
                boolean stale = kind.equals("stale") && now - before >= IDLE;
                if (stale || sick) {
                    socket.setSoLinger(true, 0);
                    return;
                }
                Thread.sleep(kind.equals("slow") ? 300 : kind.equals("late") ? 100 : 0);
                String body = kind.equals("wrong") ? "{\"v\":[7]}" : "{\"v\":\"HELLO\"}";
                socket.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length()
                                        + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.US_ASCII));
                before = System.currentTimeMillis();
            }
        } catch (IOException | InterruptedException over) {
            // The other side has closed it.
        }
    }

    /** Reads one request with its body; false if there is none any more. */
    private static boolean read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                return false;
            }
            head.append((char) octet);
        }
        String lower = head.toString().toLowerCase(java.util.Locale.ROOT);
        int length = lower.indexOf("content-length:");
        if (length >= 0) {
            in.readNBytes(Integer.parseInt(
                    lower.substring(length + 15, lower.indexOf("\r\n", length)).strip()));
        }
        return true;
    }
}
