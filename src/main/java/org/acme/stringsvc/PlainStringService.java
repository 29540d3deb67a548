package org.acme.stringsvc;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

@ApplicationScoped
class PlainStringService implements StringService {

    @Override
    public CompletionStage<String> uppercase(String text) {
        if (text.isEmpty()) {
            throw new EmptyString();
        }
        return CompletableFuture.completedFuture(text.toUpperCase(Locale.ROOT));
    }

    @Override
    public int count(String text) {
        return text.codePointCount(0, text.length());
    }
}
