package org.acme.stringsvc.orders;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Gives every test a database, those of the packaged program too. */
public class DatabaseOfTests implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        return new DevDatabase().get();
    }

    @Override
    public void stop() {
        // It ends with the JVM: the next test finds it again.
    }
}
