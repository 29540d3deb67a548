package org.acme.kit.dns;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A DNS server that answers whatever bytes a test wants, over UDP and TCP on one free port of the loopback interface. */
final class ScriptedDns implements AutoCloseable {

    /** A question as it arrived. */
    record Query(byte[] bytes, boolean tcp, int port) {
        int id() {
            return (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        }
    }

    /** Answers a question with a message, or with null to stay silent. */
    @FunctionalInterface
    interface Script {
        byte @Nullable [] answer(Query query) throws IOException;
    }

    final List<Query> queries = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private volatile Script script;

    ScriptedDns(Script script) {
        this("127.0.0.1", script);
    }

    ScriptedDns(String address, Script script) {
        this.script = script;
        ServerSocket free;
        DatagramSocket both = null;
        try {
            do { // a port that is free for TCP may be taken for UDP
                free = new ServerSocket(0, 50, InetAddress.getByName(address));
                try {
                    both = new DatagramSocket(free.getLocalPort(), free.getInetAddress());
                } catch (BindException taken) {
                    free.close();
                }
            } while (both == null);
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
        tcp = free;
        udp = both;
        start(this::serveUdp);
        start(this::serveTcp);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(tcp.getInetAddress(), tcp.getLocalPort());
    }

    void answer(Script script) {
        this.script = script;
    }

    long asked(boolean overTcp) {
        return queries.stream().filter(query -> query.tcp() == overTcp).count();
    }

    @Override
    public void close() {
        try {
            udp.close();
            tcp.close();
        } catch (IOException noSocket) {
            throw new UncheckedIOException(noSocket);
        }
    }

    private void serveUdp() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            udp.receive(packet);
            byte[] reply =
                    answer(new Query(Arrays.copyOf(packet.getData(), packet.getLength()), false, packet.getPort()));
            if (reply != null) {
                udp.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
            }
        }
    }

    private void serveTcp() throws IOException {
        while (true) {
            Socket socket = tcp.accept();
            start(() -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            byte[] query = new byte[in.readUnsignedShort()];
            in.readFully(query);
            byte[] reply = answer(new Query(query, true, socket.getPort()));
            if (reply != null) {
                DataOutputStream out = new DataOutputStream(socket.getOutputStream());
                out.writeShort(reply.length);
                out.write(reply);
                out.flush();
            }
            // Stays open until the client has had enough: silence is not the same as hanging up.
            in.read();
        }
    }

    private byte @Nullable [] answer(Query query) throws IOException {
        queries.add(query);
        return script.answer(query);
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException closed) {
                // The end of the test.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }
}
