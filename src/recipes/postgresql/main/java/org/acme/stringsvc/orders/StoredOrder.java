package org.acme.stringsvc.orders;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.BatchSize;

/** A row of the table of orders, for Hibernate and {@code DatabaseOrders} alone. */
@Entity
@Table(name = "orders")
class StoredOrder {

    /** A row of the table of items. */
    @Embeddable
    record Item(String sku, int quantity) {}

    @Id
    UUID id;

    /** The position in the sequence in which orders were placed; the database sets it. */
    @Column(insertable = false, updatable = false)
    Long number;

    @Enumerated(EnumType.STRING)
    @Column(length = 20)
    OrderState state;

    @Version
    long version;

    // The items of all orders of a page come with one statement.
    @BatchSize(size = 101)
    @ElementCollection
    @CollectionTable(name = "order_items", joinColumns = @JoinColumn(name = "order_id"))
    @OrderColumn(name = "position")
    List<Item> items;

    /** For Hibernate. */
    StoredOrder() {}

    StoredOrder(Order order) {
        id = order.id();
        state = order.state();
        items = order.items().stream()
                .map(item -> new Item(item.sku(), item.quantity()))
                .collect(Collectors.toList());
    }

    Order order() {
        return new Order(
                id,
                items.stream()
                        .map(item -> new OrderItem(item.sku(), item.quantity()))
                        .toList(),
                state,
                version);
    }
}
