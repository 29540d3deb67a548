package org.acme.kit.error;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Valid;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import org.acme.kit.endpoint.Endpoint;
import org.acme.kit.endpoint.ServerEndpoint;

/** The endpoints of {@link ProbeResource}. */
final class ProbeEndpoints {

    private ProbeEndpoints() {}

    record Text(String s) {}

    @ServerEndpoint
    static class KitEchoEndpoint implements Endpoint<Text, Text> {
        @Override
        public Text call(Text request) {
            return request;
        }
    }

    @ServerEndpoint
    static class KitOrderEndpoint implements Endpoint<Order, Text> {
        @Override
        public Text call(Order request) {
            return new Text(request.item());
        }
    }

    /** What is called further in has constraints of its own. */
    @ApplicationScoped
    static class Inner {
        void check(@NotBlank String s) {}
    }

    @ServerEndpoint
    static class KitInnerEndpoint implements Endpoint<Text, Text> {

        private final Inner inner;
        private final Validator validator;

        KitInnerEndpoint(Inner inner, Validator validator) {
            this.inner = inner;
            this.validator = validator;
        }

        /** The first fails in another bean, the second as an entity does at flush, the third as what the caller sent. */
        @Override
        public Text call(@Valid Text request) {
            if ("inner".equals(request.s())) {
                inner.check(" ");
            }
            throw new ConstraintViolationException(validator.validate(new Order(" ", null, null, null, null, null)));
        }
    }
}
