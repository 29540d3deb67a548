import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/** Plays a peer that is slow or fails: {@code java SickPeer.java PORT MILLISECONDS SHARE}, which of the calls to answer with 503. */
class SickPeer {

    public static void main(String[] args) throws IOException {
        long milliseconds = Long.parseLong(args[1]);
        double share = Double.parseDouble(args[2]);
        // Or each answer waits 40 ms for the kernel.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])), 1024);
        server.createContext("/uppercase", exchange -> answer(exchange, milliseconds, share));
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
    }

    private static void answer(HttpExchange exchange, long milliseconds, double share) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            Thread.sleep(milliseconds);
            boolean fails = ThreadLocalRandom.current().nextDouble() < share;
            byte[] body = (fails ? "{}" : "{\"v\":\"HELLO\"}").getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(fails ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException stopped) {
            throw new InterruptedIOException();
        }
    }
}
