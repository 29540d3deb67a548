package org.acme.kit.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class Http2FramesTest {

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final String SETTINGS = "\0\0\0\4\0\0\0\0\0";
    private static final String DATA = "\0\0\5\0\1\0\0\0\1hello";
    private static final String OPEN_HEADERS = "\0\0\1\1\0\0\0\0\1\u0083";
    private static final String LAST_HEADERS = "\0\0\1\u0009\4\0\0\0\1\u0086";

    private final Http2Frames frames = new Http2Frames();

    @Test
    void restsBetweenFrames() {
        assertThat(frames.follow(octets(PREFACE + SETTINGS + DATA))).isTrue();

        assertThat(frames.isAtRest()).isTrue();
        assertThat(frames.begun()).isEqualTo(2);
    }

    @Test
    void owesTheRestOfAFrameUntilItsLastOctet() {
        String all = PREFACE + SETTINGS + DATA;
        for (int index = 0; index < all.length(); index++) {
            assertThat(frames.follow(octets(all.substring(index, index + 1)))).isTrue();

            boolean whole = index == PREFACE.length() - 1
                    || index == PREFACE.length() + SETTINGS.length() - 1
                    || index == all.length() - 1;
            assertThat(frames.isAtRest()).as("after octet %s", index).isEqualTo(whole);
        }
    }

    @Test
    void owesTheRestOfAHeaderBlockAsOne() {
        frames.follow(octets(PREFACE + OPEN_HEADERS));
        assertThat(frames.isAtRest()).isFalse();

        frames.follow(octets(LAST_HEADERS));
        assertThat(frames.isAtRest()).isTrue();
        assertThat(frames.begun()).isEqualTo(1);
    }

    @Test
    void knowsWhatIsNoHttp2() {
        assertThat(frames.follow(octets("P"))).isTrue();
        assertThat(frames.follow(octets("OST / HTTP/1.1"))).isFalse();
    }

    @Test
    void consumesNothing() {
        ByteBuf arrived = octets(PREFACE);

        frames.follow(arrived);

        assertThat(arrived.readableBytes()).isEqualTo(PREFACE.length());
    }

    private static ByteBuf octets(String text) {
        return Unpooled.copiedBuffer(text, ISO_8859_1);
    }
}
