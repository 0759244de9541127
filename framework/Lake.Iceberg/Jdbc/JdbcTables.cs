using Lake.Text;
using Npgsql;

namespace Lake.Iceberg.Jdbc;

/// <summary>The connection, and the two tables that Iceberg's JDBC catalogs of every language share (schema version V1).</summary>
internal sealed class JdbcTables : IDisposable
{
    private const string Create = """
        CREATE TABLE IF NOT EXISTS iceberg_tables (
          catalog_name VARCHAR(255) NOT NULL, table_namespace VARCHAR(255) NOT NULL, table_name VARCHAR(255) NOT NULL,
          metadata_location VARCHAR(1000), previous_metadata_location VARCHAR(1000), iceberg_type VARCHAR(5),
          PRIMARY KEY (catalog_name, table_namespace, table_name));
        ALTER TABLE iceberg_tables ADD COLUMN IF NOT EXISTS iceberg_type VARCHAR(5);
        CREATE TABLE IF NOT EXISTS iceberg_namespace_properties (
          catalog_name VARCHAR(255) NOT NULL, namespace VARCHAR(255) NOT NULL,
          property_key VARCHAR(255) NOT NULL, property_value VARCHAR(1000),
          PRIMARY KEY (catalog_name, namespace, property_key))
        """;

    private readonly JdbcOptions _options;
    private readonly NpgsqlDataSource _source;
    private readonly Lazy<bool> _isReady;

    public JdbcTables(JdbcOptions options)
    {
        _options = options;
        var builder = new NpgsqlSlimDataSourceBuilder(options.ConnectionString());
        builder.EnableTransportSecurity();
        _source = builder.Build();
        _isReady = new Lazy<bool>(Prepare);
    }

    /// <summary>Rows of a query.</summary>
    public List<T> Query<T>(string sql, Func<NpgsqlDataReader, T> row, params ReadOnlySpan<string?> values)
    {
        using var connection = Open();
        using var command = Command(connection, sql, values);
        return Guard(() =>
        {
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(row(reader));
            }

            return rows;
        });
    }

    /// <summary>Changes rows, and tells how many. Of several statements all are carried out or, when one changes none, none.</summary>
    public bool TryChange(params IReadOnlyList<(string Sql, string?[] Values)> statements)
    {
        using var connection = Open();
        var isSent = false;
        try
        {
            using var transaction = connection.BeginTransaction();
            foreach (var (sql, values) in statements)
            {
                using var command = Command(connection, sql, values);
                isSent = true;
                if (command.ExecuteNonQuery() == 0)
                {
                    return false;
                }
            }

            transaction.Commit();
            return true;
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
        {
            return false;
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            throw isSent && !IsRefusal(e)
                ? IcebergRules.CommitStateUnknown.Error(
                    null, $"The connection to the catalog's database was lost during a commit: {e.GetBaseException().Message.TrimEnd('.')}.", "look at the table's newest snapshot before running it again")
                : Describe(e);
        }
    }

    public void Dispose() => _source.Dispose();

    private NpgsqlConnection Open()
    {
        _ = _isReady.Value;
        return Guard(_source.OpenConnection);
    }

    private bool Prepare() => Guard(() =>
    {
        using var connection = _source.OpenConnection();
        if (!IsComplete(connection))
        {
            using var command = new NpgsqlCommand(Create, connection);
            try
            {
                command.ExecuteNonQuery();
            }
            catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateColumn or PostgresErrorCodes.DuplicateObject)
            {
                // Another program makes them at this moment.
                return IsComplete(connection);
            }
        }

        return true;
    });

    private static bool IsComplete(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            """
            SELECT count(*) FROM information_schema.columns WHERE table_schema = ANY (current_schemas(false))
              AND ((table_name = 'iceberg_tables' AND column_name = 'iceberg_type') OR (table_name = 'iceberg_namespace_properties' AND column_name = 'property_key'))
            """,
            connection);
        return command.ExecuteScalar() is >= 2L;
    }

    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, ReadOnlySpan<string?> values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter<string?> { TypedValue = value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Varchar });
        }

        return command;
    }

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException)
        {
            throw Describe(e);
        }
    }

    /// <summary>The server has answered, and not because it was shutting down.</summary>
    private static bool IsRefusal(Exception e) => e is PostgresException { SqlState: var state } && !state.StartsWith("57", StringComparison.Ordinal) && !state.StartsWith("08", StringComparison.Ordinal);

    private DiagnosticException Describe(Exception e) => e switch
    {
        PostgresException { SqlState: "28P01" or "28000" or "42501" } => IcebergRules.CatalogDenied.Error(
            null, $"The catalog's database refuses the user ({_options}).", "check user and password, and that the user may read and write the catalog's tables"),
        PostgresException refused when IsRefusal(refused) => IcebergRules.CatalogRefused.Error(null, $"The catalog's database refused a statement: {refused.MessageText.TrimEnd('.')} ({refused.SqlState})."),
        _ => IcebergRules.CatalogUnavailable.Error(
            null, $"The catalog's database cannot be reached ({_options}): {e.GetBaseException().Message.TrimEnd('.')}.", "check the address, and that the server runs"),
    };
}
