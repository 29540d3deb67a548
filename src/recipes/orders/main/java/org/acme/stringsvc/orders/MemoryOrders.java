package org.acme.stringsvc.orders;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A store of orders in memory, until the program ends. Another bean of type {@link Orders} takes its place. */
@DefaultBean
@ApplicationScoped
class MemoryOrders implements Orders {

    private final Map<UUID, Order> orders = new LinkedHashMap<>();

    @Override
    public synchronized void add(Order order) {
        if (orders.putIfAbsent(order.id(), order) != null) {
            throw new DuplicateOrder(order.id());
        }
    }

    @Override
    public synchronized Optional<Order> find(UUID id) {
        return Optional.ofNullable(orders.get(id));
    }

    @Override
    public synchronized List<Order> list(int first, int most) {
        return new ArrayList<>(orders.values()).stream().skip(first).limit(most).toList();
    }

    @Override
    public synchronized void replace(Order next) {
        Order before = orders.get(next.id());
        if (before == null || before.version() != next.version() - 1) {
            throw new StaleOrder(next.id());
        }
        orders.put(next.id(), next);
    }
}
