package org.acme.stringsvc.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some orders, oldest first.
 *
 * @param orders these
 * @param prev where the page before is, relative to this one; absent on the first
 * @param next where the page after is, relative to this one; absent on the last
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderPage(
        List<Order> orders, @Nullable String prev, @Nullable String next) {

    /** Makes a page of what was found: one order more than the page has room for tells that there is a next page. */
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
