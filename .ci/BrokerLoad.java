import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The load of recipes-broker: sends orders, listens to announcements, and writes down which ids must be stored. */
final class BrokerLoad {

    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");

    private final Path work;
    private final ConnectionFactory broker = new ConnectionFactory();
    private final List<Integer> ports = new ArrayList<>();
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger again = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();

    private BrokerLoad(String... arguments) {
        work = Path.of(arguments[0]);
        broker.setHost("127.0.0.1");
        broker.setPort(Integer.parseInt(arguments[1]));
        broker.setAutomaticRecoveryEnabled(false);
        for (int copy = 2; copy < arguments.length; copy++) {
            ports.add(Integer.parseInt(arguments[copy]));
        }
    }

    public static void main(String... arguments) throws Exception {
        new BrokerLoad(arguments).run();
    }

    private void run() throws Exception {
        try (Connection connection = broker.newConnection();
                Channel channel = connection.createChannel()) {
            channel.exchangeDeclare("orders", "topic", true); // as a listener does that comes before the first announcement
            channel.queueDeclare("listener", true, false, false, Map.of());
            channel.queueBind("listener", "orders", "#"); // before there is anything to hear
        }
        Thread listening = new Thread(this::listen);
        listening.setDaemon(true);
        listening.start();
        Thread asking = new Thread(this::ask);
        asking.start();
        send();
        asking.join();
        Files.write(work.resolve("accepted"), accepted);
        await("stop");
        System.out.printf(
                "broker: accepted %d messages (%d sent twice or more), %d requests; %d requests failed or were refused%n",
                messages.get(), again.get(), requests.get(), refused.get());
        System.exit(0);
    }

    private boolean is(String told) {
        return Files.exists(work.resolve(told));
    }

    private void await(String told) throws InterruptedException {
        while (!is(told)) {
            Thread.sleep(100);
        }
    }

    /** Sends messages; one that is not confirmed is sent again under the same id, and every tenth is sent twice anyway. */
    private void send() throws InterruptedException {
        String order = null;
        while (order != null || !is("finish")) {
            try (Connection connection = broker.newConnection();
                    Channel channel = connection.createChannel()) {
                channel.confirmSelect();
                while (order != null || !is("finish")) {
                    again.addAndGet(order == null ? 0 : 1);
                    order = order == null ? UUID.randomUUID().toString() : order;
                    publish(channel, order);
                    if (messages.get() % 10 == 0) {
                        again.incrementAndGet();
                        publish(channel, order);
                    }
                    accepted.add(order);
                    messages.incrementAndGet();
                    order = null;
                    Thread.sleep(5);
                }
            } catch (InterruptedException stopped) {
                throw stopped;
            } catch (Exception away) {
                Thread.sleep(200);
            }
        }
    }

    private static void publish(Channel channel, String order) throws Exception {
        byte[] content = ("{\"id\":\"message-" + order + "\",\"order\":" + order(order) + "}").getBytes();
        channel.basicPublish("place-orders", "", new BasicProperties.Builder().deliveryMode(2).build(), content);
        channel.waitForConfirmsOrDie(5000);
    }

    private static String order(String id) {
        return "{\"id\":\"" + id + "\",\"items\":[{\"sku\":\"a-1\",\"quantity\":1}]}";
    }

    /** Places orders over HTTP at all copies in turn. One that was refused or broke off may be stored or not. */
    private void ask() {
        HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
        for (int turn = 0; !is("finish"); turn++) {
            String order = UUID.randomUUID().toString();
            try {
                int status = http.send(
                                HttpRequest.newBuilder(URI.create(
                                                "http://127.0.0.1:" + ports.get(turn % ports.size()) + "/orders"))
                                        .header("Content-Type", "application/json")
                                        .timeout(Duration.ofSeconds(5))
                                        .POST(HttpRequest.BodyPublishers.ofString(order(order)))
                                        .build(),
                                BodyHandlers.discarding())
                        .statusCode();
                if (status == 201) {
                    accepted.add(order);
                    requests.incrementAndGet();
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException away) {
                refused.incrementAndGet();
            } catch (InterruptedException stopped) {
                return;
            }
            pause(20);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes the ids that are announced, each time that one is. */
    private void listen() {
        try (PrintWriter announced = new PrintWriter(Files.newBufferedWriter(work.resolve("announced")), true)) {
            while (true) {
                listen(announced);
            }
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void listen(PrintWriter announced) throws InterruptedException {
        try (Connection connection = broker.newConnection();
                Channel channel = connection.createChannel()) {
            channel.basicConsume("listener", false, (tag, message) -> {
                Matcher id = ID.matcher(new String(message.getBody()));
                announced.println(id.find() ? id.group(1) : "unreadable");
                channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
            }, tag -> {});
            while (connection.isOpen()) {
                Thread.sleep(100);
            }
        } catch (InterruptedException stopped) {
            throw stopped;
        } catch (Exception away) {
            Thread.sleep(200);
        }
    }
}
