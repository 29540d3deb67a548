package org.acme.stringsvc.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;

/** The changes to announce, each written in the transaction of the change: both are committed, or neither is. */
@ApplicationScoped
class OrderOutbox {

    private final EntityManager database;
    private final ObjectMapper json;

    OrderOutbox(EntityManager database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    void add(@Observes OrderChanged change) throws JsonProcessingException {
        database.createNativeQuery("insert into outbox (content) values (?)")
                .setParameter(1, json.writeValueAsString(change.order()))
                .executeUpdate();
    }
}
