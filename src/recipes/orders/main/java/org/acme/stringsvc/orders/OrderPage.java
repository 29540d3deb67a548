package org.acme.stringsvc.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of orders, oldest first.
 *
 * @param orders the orders of the page
 * @param prev the link to the page before, relative to this one; null on the first, and then absent in JSON
 * @param next the link to the page after, relative to this one; null on the last, and then absent in JSON
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderPage(
        List<Order> orders, @Nullable String prev, @Nullable String next) {

    /** Makes a page of the orders found: one more than the page has room for means that there is a next page. */
    static OrderPage of(ListOrders asked, List<Order> found) {
        boolean last = found.size() <= asked.size();
        return new OrderPage(
                last ? found : found.subList(0, asked.size()),
                asked.page() == 0 ? null : link(asked.page() - 1, asked.size()),
                last ? null : link(asked.page() + 1, asked.size()));
    }

    private static String link(int page, int size) {
        return "?page=" + page + "&size=" + size;
    }
}
