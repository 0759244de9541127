using Lake.Engines.DuckDb.Connections;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Statistics;
using Lake.Iceberg.Values;

namespace Lake.Engines.DuckDb.Registering;

/// <summary>What the footers of files say of their columns, row groups put together.</summary>
internal sealed class FooterStatistics
{
    private readonly Dictionary<(string File, string Path), Column> _columns = [];

    /// <param name="files">A list of paths as SQL.</param>
    /// <param name="leaves">The columns that are asked for.</param>
    public static FooterStatistics Read(DuckGate duck, string files, IEnumerable<(string Path, NestedField Field)> leaves)
    {
        var statistics = new FooterStatistics();
        var types = leaves.Where(l => l.Field.Type is PrimitiveType).ToDictionary(l => l.Path, l => (PrimitiveType)l.Field.Type, StringComparer.Ordinal);
        foreach (var row in duck.Query(
            $"SELECT file_name, path_in_schema, total_compressed_size, num_values, stats_null_count, stats_min_value, stats_max_value FROM parquet_metadata([{files}])"))
        {
            if (row is [string file, string path, long size, long values, ..] && types.TryGetValue(path, out var type))
            {
                if (!statistics._columns.TryGetValue((file, path), out var column))
                {
                    statistics._columns[(file, path)] = column = new Column(type);
                }

                column.Add(size, values, row[4] as long?, row[5] as string, row[6] as string);
            }
        }

        return statistics;
    }

    /// <param name="name">The column's path in the table, in quotes.</param>
    public ColumnStatistics? Find(string file, string path, string name) =>
        _columns.TryGetValue((file, path), out var column) ? column.ToStatistics(name) : null;

    private sealed class Column(PrimitiveType type)
    {
        private long _size;
        private long _values;
        private long? _nulls = 0;
        private bool _isBounded = HasBounds(type);
        private (object Value, string Text)? _min;
        private (object Value, string Text)? _max;

        public void Add(long size, long values, long? nulls, string? min, string? max)
        {
            _size += size;
            _values += values;
            _nulls += nulls;
            if (nulls == values)
            {
                return;
            }

            if (Parse(min) is not { } low || Parse(max) is not { } high)
            {
                _isBounded = false;
                return;
            }

            _min = _min is { } lowest && SingleValue.Compare(lowest.Value, low.Value) <= 0 ? _min : low;
            _max = _max is { } highest && SingleValue.Compare(highest.Value, high.Value) >= 0 ? _max : high;
        }

        public ColumnStatistics ToStatistics(string name) => new(name)
        {
            Size = _size,
            NumValues = _values,
            NullCount = _nulls,
            Min = _isBounded ? _min?.Text : null,
            Max = _isBounded ? _max?.Text : null,
        };

        /// <summary>Text with an escape may stand for other bytes.</summary>
        private (object Value, string Text)? Parse(string? text) =>
            text is null || (type.Kind == PrimitiveKind.String && text.Contains('\\', StringComparison.Ordinal)) || SingleValue.Parse(type, text) is not { } value
                ? null
                : (value, text);

        private static bool HasBounds(PrimitiveType type) => type.Kind is PrimitiveKind.Boolean or PrimitiveKind.Int or PrimitiveKind.Long
            or PrimitiveKind.Float or PrimitiveKind.Double or PrimitiveKind.Decimal or PrimitiveKind.Date or PrimitiveKind.Time
            or PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz or PrimitiveKind.String;
    }
}
