using System.Data;
using System.Globalization;
using Lake.Iceberg.Jdbc;
using Lake.Loader.Files;
using Lake.Loader.Streams;
using Lake.Sql;
using Npgsql;

namespace Lake.Loader.Postgres;

/// <summary>One view of a database, whatever others change in it meanwhile.</summary>
internal sealed class PostgresSnapshot : IDisposable
{
    private readonly PostgresSource _source;
    private readonly NpgsqlDataSource _data;
    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    public PostgresSnapshot(PostgresSource source, string address)
    {
        _source = source;
        var builder = new NpgsqlSlimDataSourceBuilder(new JdbcOptions(address, "").ConnectionString());
        builder.EnableTransportSecurity();
        _data = builder.Build();
        try
        {
            _connection = _data.OpenConnection();
            Run(_connection, "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET extra_float_digits = 3; SET bytea_output = 'hex'");
            _transaction = _connection.BeginTransaction(IsolationLevel.RepeatableRead);
            Run(_connection, "SET TRANSACTION READ ONLY");
            Columns = ReadColumns();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public IReadOnlyList<PostgresColumn> Columns { get; }

    /// <summary>The last watermark; null when there is none.</summary>
    public string? FindWatermark() => _source.Watermark is { } watermark ? FindText($"SELECT max({SqlText.Identifier(watermark)})::text FROM {_source.From} AS source") : null;

    /// <summary>Whether a row has no key, and so would be in no chunk.</summary>
    public bool HasNullKey() => _source.Key is { } key && FindText($"SELECT 'yes' FROM {_source.From} AS source WHERE {SqlText.Identifier(key)} IS NULL LIMIT 1") is not null;

    public long Count(string condition) => long.Parse(FindText($"SELECT count(*)::text FROM {_source.From} AS source WHERE {condition}") ?? "0", CultureInfo.InvariantCulture);

    /// <summary>Writes the next rows to a file.</summary>
    /// <param name="condition">Of the rows to be read in this load.</param>
    /// <param name="after">The key behind which to begin; null for the first rows.</param>
    public PostgresChunk Read(string condition, string? after, string name, string path, CancellationToken cancellationToken)
    {
        var last = default(string);
        if (_source.Key is { } column)
        {
            var key = SqlText.Identifier(column);
            condition += after is null ? "" : $" AND {key} > {SqlText.Literal(after)}";
            last = FindText(string.Create(CultureInfo.InvariantCulture, $"SELECT {key}::text FROM {_source.From} AS source WHERE {condition} ORDER BY {key} OFFSET {_source.ChunkRows - 1} LIMIT 1"));
            condition += last is null ? "" : $" AND {key} <= {SqlText.Literal(last)}";
        }

        var columns = string.Join(", ", Columns.Select(c => c.Export));
        var (rows, longest) = Export($"COPY (SELECT {columns} FROM {_source.From} AS source WHERE {condition}) TO STDOUT (FORMAT csv)", path, cancellationToken);
        var file = new RawFile(name, path, new FileInfo(path).Length, File.GetLastWriteTimeUtc(path).ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture), []);
        return new PostgresChunk(file, rows, longest, Columns, last);
    }

    /// <summary>Sets the flag of rows that are committed. Those that are flagged already stay as they are.</summary>
    public void Flag(string flag, IEnumerable<string> keys)
    {
        var key = SqlText.Identifier(_source.Key ?? "");
        using var connection = _data.OpenConnection();
        using var transaction = connection.BeginTransaction();
        Run(connection, $"CREATE TEMP TABLE lake_keys ON COMMIT DROP AS SELECT {key} FROM {_source.From} LIMIT 0");
        using (var writer = connection.BeginTextImport("COPY lake_keys FROM STDIN (FORMAT csv)"))
        {
            foreach (var value in keys)
            {
                writer.Write($"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"\n");
            }
        }

        var column = SqlText.Identifier(flag);
        Run(connection, $"UPDATE {_source.From} AS source SET {column} = true FROM lake_keys WHERE source.{key} = lake_keys.{key} AND source.{column} IS NOT TRUE");
        transaction.Commit();
    }

    public void Dispose()
    {
        _transaction?.Dispose();
        _connection?.Dispose();
        _data.Dispose();
    }

    private List<PostgresColumn> ReadColumns()
    {
        using var command = new NpgsqlCommand($"SELECT * FROM {_source.From} AS source LIMIT 0", _connection);
        using var reader = command.ExecuteReader();
        return [.. Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != _source.LoadedFlag).Select(i => PostgresColumn.Of(reader.GetName(i), reader.GetDataTypeName(i)))];
    }

    private (long Rows, int LongestLine) Export(string sql, string path, CancellationToken cancellationToken)
    {
        using var reader = _connection.BeginTextExport(sql);
        using var file = File.Create(path);
        var content = ((StreamReader)reader).BaseStream;
        var buffer = new byte[1 << 20];
        var (rows, longest, line) = (0L, 0, 0);
        for (int count; (count = content.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Write(buffer, 0, count);
            for (var rest = buffer.AsSpan(0, count); ;)
            {
                var end = rest.IndexOf((byte)'\n');
                if (end < 0)
                {
                    line += rest.Length;
                    break;
                }

                (rows, longest, line) = (rows + 1, Math.Max(longest, line + end + 1), 0);
                rest = rest[(end + 1)..];
            }
        }

        return (rows, longest);
    }

    private string? FindText(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        return command.ExecuteScalar() as string;
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
