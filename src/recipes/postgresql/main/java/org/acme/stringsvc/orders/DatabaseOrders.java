package org.acme.stringsvc.orders;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.exception.ConstraintViolationException.ConstraintKind;

/** A store of orders in PostgreSQL. It blocks, and needs the transaction of the endpoint that calls. */
@ApplicationScoped
class DatabaseOrders implements Orders {

    /** The table of orders. */
    @ApplicationScoped
    static class Table implements PanacheRepositoryBase<StoredOrder, UUID> {}

    private final Table table;

    DatabaseOrders(Table table) {
        this.table = table;
    }

    @Override
    public void add(Order order) {
        try {
            table.persistAndFlush(new StoredOrder(order));
        } catch (ConstraintViolationException broken) {
            throw broken.getKind() == ConstraintKind.UNIQUE ? new DuplicateOrder(order.id()) : broken;
        }
    }

    @Override
    public Optional<Order> find(UUID id) {
        return table.findByIdOptional(id).map(StoredOrder::order);
    }

    @Override
    public List<Order> list(int first, int most) {
        return table.findAll(Sort.by("number")).range(first, first + most - 1).stream()
                .map(StoredOrder::order)
                .toList();
    }

    /** Hibernate increments the version, and compares it with that of the row in the database when it writes. */
    @Override
    public void replace(Order next) {
        try {
            StoredOrder row = table.findByIdOptional(next.id()).orElseThrow(() -> new StaleOrder(next.id()));
            if (row.version != next.version() - 1) {
                throw new StaleOrder(next.id());
            }
            row.state = next.state();
            table.flush();
        } catch (OptimisticLockException changed) {
            throw new StaleOrder(next.id());
        }
    }
}
