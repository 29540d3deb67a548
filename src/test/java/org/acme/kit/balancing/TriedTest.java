package org.acme.kit.balancing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.acme.kit.balancing.Balancer.Member;
import org.junit.jupiter.api.Test;

class TriedTest {

    private final Fixture fixture = new Fixture();
    private final Set<Long> tried = new HashSet<>();

    @Test
    void eachAttemptGoesToAnotherInstance() {
        for (int call = 0; call < 20; call++) {
            tried.clear();
            for (int attempt = 0; attempt < 3; attempt++) {
                assertThat(tried.add(retry(Fixture.equals(3)))).isTrue();
            }
        }
    }

    @Test
    void spreadsRetriesAsFirstAttempts() {
        tried.add(1L);
        List<Long> retries =
                Stream.generate(() -> retry(Fixture.equals(3))).limit(300).toList();

        assertThat(retries).filteredOn(id -> id == 2).hasSize(150);
        assertThat(retries).filteredOn(id -> id == 3).hasSize(150);
    }

    @Test
    void toAnyWhenNoneIsLeft() {
        tried.addAll(Set.of(1L, 2L, 3L));
        assertThat(retry(Fixture.equals(3))).isBetween(1L, 3L);
    }

    @Test
    void findsTheOneThatIsHardlyEverDrawn() {
        tried.add(1L);
        assertThat(retry(Fixture.weighted(65_535, 1))).isEqualTo(2);
    }

    @Test
    void goesToTheNextPriorityWhenTheFirstIsTriedThrough() {
        tried.add(1L);
        assertThat(retry(Fixture.ofPriorities(1, 2, 3))).isEqualTo(2);
        tried.add(2L);
        assertThat(retry(Fixture.ofPriorities(1, 2, 3))).isEqualTo(3);
    }

    @Test
    void prefersATriedInstanceToAnEjectedOne() {
        List<Member> instances = Fixture.equals(2);
        fixture.eject(instances, 1);
        tried.add(2L);
        assertThat(retry(instances)).isEqualTo(2);
    }

    private long retry(List<Member> instances) {
        return fixture.balancer
                .pick(instances, instance -> tried.contains(instance.id()))
                .id();
    }
}
