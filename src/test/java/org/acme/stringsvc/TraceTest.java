// kit:file: proves the kit through the example
package org.acme.stringsvc;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.net.URL;
import java.util.List;
import org.acme.kit.dev.Symptom;
import org.acme.kit.telemetry.OtlpReceiver;
import org.acme.kit.telemetry.Trace;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = SickPeers.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@WithTestResource(value = OtlpReceiver.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
class TraceTest {

    @TestHTTPResource(value = "/metrics", management = true)
    URL metrics;

    private final Trace trace = new Trace();

    @Test
    void joinsTheTraceOfTheCallerAndPassesItOn() {
        SickPeers.allHave(Symptom.NONE);
        SickPeers.traceParents();

        post("/uppercase", "{\"s\":\"x\"}");

        List<Span> spans = OtlpReceiver.spans(trace, 2);
        Span server = spans.get(1);
        Span client = spans.get(0);
        assertThat(server.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(server.getName()).isEqualTo("POST /uppercase");
        assertThat(server.getParentSpanId()).isEqualTo(trace.callersSpan());
        assertThat(Trace.tags(server)).containsEntry("endpoint", "uppercase").containsEntry("outcome", "ok");
        assertThat(client.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
        assertThat(client.getParentSpanId()).isEqualTo(server.getSpanId());
        assertThat(SickPeers.traceParents()).containsExactly(trace.parent(client));
    }

    @Test
    void showsEveryAttemptAndTheEjectionTheyLeadTo() {
        SickPeers.allHave(Symptom.ANSWERS_503);
        for (int failures = 1; failures < 5; failures++) {
            post("/uppercase", "{\"s\":\"x\"}", new Trace());
        }

        post("/uppercase", "{\"s\":\"x\"}");

        List<Span> spans = OtlpReceiver.spans(trace, 4);
        Span server = spans.get(3);
        assertThat(spans.subList(0, 3)).allSatisfy(attempt -> {
            assertThat(attempt.getParentSpanId()).isEqualTo(server.getSpanId());
            assertThat(Trace.tags(attempt)).containsEntry("http.response.status_code", "503");
        });
        List<Span.Event> failed = Trace.events(server, "attempt.failed");
        assertThat(failed).extracting(event -> Trace.tags(event).get("attempt")).containsExactly("1", "2", "3");
        assertThat(failed).extracting(event -> Trace.tags(event).get("reason")).containsOnly("answered 503");
        assertThat(failed)
                .extracting(event -> Trace.tags(event).get("instance"))
                .doesNotHaveDuplicates();
        assertThat(Trace.events(server, "instance.ejected"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(Trace.tags(event)).containsEntry("service", "peers"));
        assertThat(server.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(Trace.tags(server)).containsEntry("outcome", "fault");
        assertThat(Trace.events(server, "exception")).hasSize(1);
    }

    @Test
    void takesARefusalForAnAnswerAndNotForAnError() {
        post("/uppercase", "null");

        Span server = OtlpReceiver.spans(trace, 1).get(0);
        assertThat(Trace.tags(server)).containsEntry("outcome", "business").containsEntry("endpoint", "uppercase");
        assertThat(server.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
        assertThat(server.getEventsList()).isEmpty();
    }

    @Test
    void leavesOutWhatTheCallerDoesNotSample() {
        Trace unsampled = new Trace();
        given().header("traceparent", unsampled.parent().replaceAll("-01$", "-00"))
                .contentType(ContentType.JSON)
                .body("{\"s\":\"x\"}")
                .post("/count");

        post("/count", "{\"s\":\"x\"}");

        assertThat(OtlpReceiver.spans(trace, 1)).hasSize(1);
        assertThat(OtlpReceiver.hasSeen(unsampled)).isFalse();
    }

    @Test
    void isTheExampleOfWhatIsMeasured() {
        post("/count", "null");

        String measured = given().accept("*/*").get(address()).asString(); // in OpenMetrics, which has examples

        assertThat(measured.lines())
                .filteredOn(line ->
                        line.startsWith("endpoint_calls_seconds_bucket{endpoint=\"count\",outcome=\"business\""))
                .anySatisfy(bucket -> assertThat(bucket).contains("trace_id=\"" + trace.id() + "\""));
    }

    String address() {
        return metrics.toString();
    }

    private void post(String path, String body) {
        post(path, body, trace);
    }

    private static void post(String path, String body, Trace trace) {
        given().header("traceparent", trace.parent())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path);
    }
}
