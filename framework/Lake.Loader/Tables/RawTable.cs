using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Sql;

namespace Lake.Loader.Tables;

/// <summary>The table that a stream lands in; it grows with the files.</summary>
internal sealed class RawTable(StreamDefinition stream, IEngineSession session)
{
    public const string RawId = "_raw_id";
    public const string LoadedAt = "_loaded_at";
    public const string SourceFile = "_source_file";
    public const string Payload = "payload";

    private static readonly RelationColumn[] Metadata = [new(RawId, "VARCHAR"), new(LoadedAt, "TIMESTAMP"), new(SourceFile, "VARCHAR")];

    private readonly List<string> _changes = [];
    private List<RelationColumn> _columns = [];
    private bool _exists;

    public RelationName Name => stream.Target;

    public static bool IsMetadata(string column) => Array.Exists(Metadata, m => Same(m.Name, column));

    /// <summary>Takes the columns from the table as it is, if there is one.</summary>
    public void Look()
    {
        _changes.Clear();
        _exists = session.FindRelation(Name) is not null;
        _columns = _exists ? [.. session.GetColumns(Name)] : [];
    }

    /// <summary>The type that values of a column are to have: the table's, the declared one, or as the files have it.</summary>
    public string TypeOf(string column, string inFiles) =>
        _columns.Find(c => Same(c.Name, column))?.Type
        ?? (stream.Columns.FirstOrDefault(c => Same(c.Name, column)) is { } declared ? ColumnTypes.Canonical(declared.Type) : null)
        ?? ColumnTypes.Storable(inFiles);

    /// <summary>Makes room for rows: columns that are lacking are added, and those that are too narrow widened.</summary>
    /// <param name="wanted">Columns of the files with their types.</param>
    public void Plan(IReadOnlyList<RelationColumn> wanted)
    {
        foreach (var column in wanted)
        {
            var known = _columns.Find(c => Same(c.Name, column.Name));
            var type = ColumnTypes.Storable(column.Type);
            if (known is null)
            {
                var added = new RelationColumn(column.Name, TypeOf(column.Name, column.Type));
                _columns.Add(added);
                _changes.Add($"ADD COLUMN IF NOT EXISTS {Define(added)}");
            }
            else if (ColumnTypes.CanWiden(known.Type, type) && stream.Columns.All(c => !Same(c.Name, column.Name)))
            {
                _columns[_columns.IndexOf(known)] = known with { Type = type };
                _changes.Add($"ALTER COLUMN {SqlText.Identifier(known.Name)} TYPE {type}");
            }
        }
    }

    /// <summary>Makes the table, or changes it, as planned.</summary>
    public void Apply(CancellationToken cancellationToken)
    {
        if (!_exists)
        {
            Run($"CREATE TABLE {Name} ({string.Join(", ", _columns.Concat(Metadata).Select(Define))})", cancellationToken);
            return;
        }

        foreach (var change in _changes)
        {
            Run($"ALTER TABLE {Name} {change}", cancellationToken);
        }
    }

    public static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Define(RelationColumn column) => $"{SqlText.Identifier(column.Name)} {column.Type}";

    private void Run(string sql, CancellationToken cancellationToken) => session.Execute(sql, cancellationToken).Dispose();
}
