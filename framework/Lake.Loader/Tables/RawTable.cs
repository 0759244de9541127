using Lake.Engines;
using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>The table that a stream lands in; it grows with the files.</summary>
internal sealed class RawTable(StreamDefinition stream, IEngineSession session, IReadOnlyList<DeclaredColumn> declared)
{
    private static readonly (string Name, SqlType Type)[] Metadata =
    [
        (RowMetadata.RawId, new ScalarType("UUID")), (RowMetadata.LoadedAt, new ScalarType("TIMESTAMP")), (RowMetadata.SourceFile, SqlType.Text),
    ];

    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _changes = [];
    private List<(string Name, SqlType Type)> _columns = [];

    public RelationName Name => stream.Target;

    public bool Exists { get; private set; }

    /// <summary>As planned so far, in the table's order.</summary>
    public IReadOnlyList<(string Name, SqlType Type)> Columns => _columns;

    /// <summary>What the planned columns change, in words of SQL.</summary>
    public IReadOnlyList<string> Changes => _changes;

    /// <summary>Takes the columns from the table as it is, if there is one.</summary>
    /// <param name="anew">Whether the table is to be made anew, whatever it is.</param>
    public void Look(bool anew)
    {
        _changes.Clear();
        Exists = session.FindRelation(Name) is not null;
        _columns = Exists && !anew ? [.. session.GetColumns(Name).Select(c => (c.Name, SqlType.Parse(c.Type)))] : [];
        _given.Clear();
        _given.UnionWith(_columns.Select(c => c.Name).Concat(stream.Columns.Select(c => c.Name)).Concat(stream.Keys));
    }

    /// <summary>Whether the contract lets values of the column in. The first files of a stream that declares no columns are its contract.</summary>
    public bool Admits(string column) =>
        stream.Contract.Columns == ContractMode.Evolve || _given.Contains(column) || (_given.Count == stream.Keys.Length && stream.Columns.IsEmpty);

    /// <summary>The table's type of a column, or the declared one; null for a column that files bring.</summary>
    public SqlType? FindType(string column) =>
        _columns.Find(c => Same(c.Name, column)).Type ?? declared.FirstOrDefault(c => Same(c.Name, column))?.Type;

    /// <summary>The type that values of a column are to have.</summary>
    public SqlType TypeOf(RowColumn column) => FindType(column.Name) ?? TypeRules.Storable(column.TypeInFiles);

    public int? LongestText(string column) => declared.FirstOrDefault(c => Same(c.Name, column))?.LongestText;

    /// <summary>Makes room for rows: columns that are lacking are added, and those that are too narrow widened.</summary>
    public void Plan(IEnumerable<RowColumn> wanted)
    {
        foreach (var column in wanted.Where(c => Admits(c.Name)))
        {
            var index = _columns.FindIndex(c => Same(c.Name, column.Name));
            if (index < 0)
            {
                var type = TypeOf(column);
                _columns.Add((column.Name, type));
                _changes.Add($"ADD COLUMN IF NOT EXISTS {Define(column.Name, type)}");
                continue;
            }

            var known = _columns[index];
            if (!declared.Any(c => Same(c.Name, known.Name)) && (stream.Columns.FirstOrDefault(c => Same(c.Name, known.Name))?.OnMismatch ?? stream.Contract.Types) == ContractMode.Evolve)
            {
                var wider = TypeRules.Widen(known.Type, TypeRules.Storable(column.TypeInFiles));
                _changes.AddRange(Steps(SqlText.Identifier(known.Name), known.Type, wider));
                _columns[index] = known with { Type = wider };
            }
        }
    }

    /// <summary>Makes the table, or changes it, as planned.</summary>
    public void Apply(bool anew, CancellationToken cancellationToken)
    {
        if (!Exists || anew)
        {
            _columns.AddRange(Added().Where(m => !_columns.Exists(c => Same(c.Name, m.Name))));
            var parts = stream.PartitionBy.IsEmpty ? "" : $" PARTITIONED BY ({string.Join(", ", stream.PartitionBy)})";
            Run($"CREATE {(anew ? "OR REPLACE " : "")}TABLE {Name} ({string.Join(", ", _columns.Select(c => Define(c.Name, c.Type)))}){parts}", cancellationToken);
            return;
        }

        foreach (var change in _changes)
        {
            Run($"ALTER TABLE {Name} {change}", cancellationToken);
        }
    }

    /// <summary>What the loader itself adds, and columns that are declared and that no file has had yet, where the table needs them.</summary>
    private IEnumerable<(string Name, SqlType Type)> Added()
    {
        foreach (var name in stream.Keys.Append(stream.Cursor).Concat(stream.PartitionBy.Select(p => p.Column)).OfType<string>().Concat(declared.Select(d => d.Name)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (!RowMetadata.Contains(name))
            {
                yield return (name, FindType(name) ?? SqlType.Text);
            }
        }

        foreach (var column in Metadata)
        {
            yield return column;
        }

        if (stream.Mode == LoadMode.Scd2)
        {
            var time = (stream.Cursor is { } cursor ? FindType(cursor) : null) ?? new ScalarType("TIMESTAMP");
            yield return (RowMetadata.ValidFrom, time);
            yield return (RowMetadata.ValidTo, time);
            yield return (RowMetadata.IsCurrent, new ScalarType("BOOLEAN"));
        }
    }

    public static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>The changes that make one type of another, at every depth.</summary>
    private static IEnumerable<string> Steps(string path, SqlType known, SqlType wanted) => (known, wanted) switch
    {
        (ScalarType, ScalarType) => known.IsSameAs(wanted) ? [] : [$"ALTER COLUMN {path} TYPE {wanted}"],
        (ListType a, ListType b) => Steps($"{path}.element", a.Element, b.Element),
        (MapType a, MapType b) => Steps($"{path}.value", a.Value, b.Value),
        (StructType a, StructType b) => b.Fields.SelectMany(field =>
        {
            var inner = $"{path}.{SqlText.Identifier(field.Name)}";
            return a.Find(field.Name) is { } old ? Steps(inner, old.Type, field.Type) : [$"ADD COLUMN IF NOT EXISTS {inner} {field.Type}"];
        }),
        _ => [],
    };

    private static string Define(string name, SqlType type) => $"{SqlText.Identifier(name)} {type}";

    private void Run(string sql, CancellationToken cancellationToken) => session.Execute(sql, cancellationToken).Dispose();
}
