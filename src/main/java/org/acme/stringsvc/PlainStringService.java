package org.acme.stringsvc;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;

@ApplicationScoped
class PlainStringService implements StringService {

    @Override
    public String uppercase(String text) {
        if (text.isEmpty()) {
            throw new EmptyString();
        }
        return text.toUpperCase(Locale.ROOT);
    }

    @Override
    public int count(String text) {
        return text.codePointCount(0, text.length());
    }
}
