package org.acme.kit.dns;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/** Reads a message strictly by RFC 1035 and RFC 2782, independently of dnsjava, to tell malformed ones from others. */
final class AnswerShape {

    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;
    private static final int SRV = 33;
    private static final int IN = 1;

    private final ByteBuffer message;

    private AnswerShape(byte[] message) {
        this.message = ByteBuffer.wrap(message);
    }

    static boolean isMalformed(byte[] message) {
        try {
            new AnswerShape(message).read();
            return false;
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return true;
        }
    }

    private void read() {
        message.getShort();
        int flags = unsigned();
        check(flags >> 15 == 1 && (flags >> 11 & 0xf) == 0, "a reply to a query");
        int questions = unsigned();
        int records = unsigned() + unsigned() + unsigned();
        check(questions == 1, "one question");
        name();
        message.getInt();
        for (int i = 0; i < records; i++) {
            name();
            record(unsigned(), unsigned());
        }
    }

    private void record(int type, int dclass) {
        message.getInt();
        int length = unsigned();
        int end = message.position() + length;
        check(end <= message.limit(), "the data of a record within the message");
        if (dclass == IN) {
            data(type, length, end);
        }
        message.position(end);
    }

    private void data(int type, int length, int end) {
        switch (type) {
            case A -> check(length == 4, "an IPv4 address");
            case AAAA -> check(length == 16, "an IPv6 address");
            case CNAME -> nameUntil(end);
            case SRV -> {
                check(length > 6, "a target");
                message.position(message.position() + 6);
                nameUntil(end);
            }
            default -> {
                // Is skipped by its length.
            }
        }
    }

    private void nameUntil(int end) {
        name();
        check(message.position() == end, "a name as long as the data");
    }

    /** Reads a name; a pointer must point to what was before (RFC 1035, section 4.1.4). */
    private void name() {
        int after = -1;
        int size = 1;
        int start = message.position();
        for (int length = message.get() & 0xff; length != 0; length = message.get() & 0xff) {
            if (length >= 0xc0) {
                int target = (length & 0x3f) << 8 | message.get() & 0xff;
                after = after < 0 ? message.position() : after;
                check(target < message.position() - 2, "a pointer backwards");
                message.position(target);
            } else {
                check(length < 64, "a label");
                size += length + 1;
                message.position(message.position() + length);
            }
            check(size <= 255, "a name");
        }
        message.position(after < 0 ? message.position() : after);
        check(message.position() > start, "a name with octets");
    }

    private int unsigned() {
        return message.getShort() & 0xffff;
    }

    private static void check(boolean right, String what) {
        if (!right) {
            throw new IllegalArgumentException("not " + what);
        }
    }
}
