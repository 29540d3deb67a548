import java.sql.DriverManager;

/** Prints the first column of what a database answers: {@code Query.java URL QUERY}. */
final class Query {

    public static void main(String... arguments) throws Exception {
        try (var database = DriverManager.getConnection(arguments[0]);
                var rows = database.createStatement().executeQuery(arguments[1])) {
            while (rows.next()) {
                System.out.println(rows.getString(1));
            }
        }
    }
}
