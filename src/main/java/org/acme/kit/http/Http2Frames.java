package org.acme.kit.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;

/**
 * The boundaries of the frames of one HTTP/2 connection (RFC 9113, sections 3.4 and 4.1). They tell a connection at rest from one
 * that owes the rest of a frame or of a header block. Not thread-safe.
 */
final class Http2Frames {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);
    private static final int HEAD = 9;
    private static final int HEADERS = 1;
    private static final int CONTINUATION = 9;
    private static final int END_HEADERS = 4;

    private int preface;
    private int head;
    private int length;
    private int type;
    private int rest;
    private boolean headers;
    private long begun;

    /** Follows what has arrived, without consuming it. Returns false if it is not HTTP/2. */
    boolean follow(ByteBuf arrived) {
        int index = arrived.readerIndex();
        int end = arrived.writerIndex();
        for (; preface < PREFACE.length && index < end; index++, preface++) {
            if (arrived.getByte(index) != PREFACE[preface]) {
                return false;
            }
        }
        while (index < end) {
            if (rest > 0) {
                int part = Math.min(rest, end - index);
                rest -= part;
                index += part;
            } else {
                head(arrived.getUnsignedByte(index++));
            }
        }
        return true;
    }

    private void head(int octet) {
        if (head == 0 && !headers) {
            begun++;
        }
        if (head < 3) {
            length = (head == 0 ? 0 : length << 8) | octet;
        } else if (head == 3) {
            type = octet;
        } else if (head == 4 && (type == HEADERS || type == CONTINUATION)) {
            headers = (octet & END_HEADERS) == 0;
        }
        if (++head == HEAD) {
            head = 0;
            rest = length;
        }
    }

    /** Returns how many frames have begun; a header block counts as one, however many frames it takes. */
    long begun() {
        return begun;
    }

    /** Tells whether neither the preface nor a frame nor a header block is incomplete. */
    boolean isAtRest() {
        return preface == PREFACE.length && head == 0 && rest == 0 && !headers;
    }
}
