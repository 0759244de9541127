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

    private List<RelationColumn>? _columns;

    public RelationName Name => stream.Target;

    public static bool IsMetadata(string column) => Array.Exists(Metadata, m => Same(m.Name, column));

    public bool Exists() => Columns().Count > 0;

    /// <summary>The type that values of a column are to have: the table's, the declared one, or as the files have it.</summary>
    public string TypeOf(string column, string inFiles) =>
        Columns().Find(c => Same(c.Name, column))?.Type
        ?? stream.Columns.FirstOrDefault(c => Same(c.Name, column))?.Type
        ?? ColumnTypes.Storable(inFiles);

    /// <summary>Makes the table when there is none, adds columns it lacks and widens those that are too narrow.</summary>
    /// <param name="wanted">Columns of the files with their types.</param>
    public void Grow(IReadOnlyList<RelationColumn> wanted, CancellationToken cancellationToken)
    {
        if (!Exists())
        {
            var columns = wanted.Select(c => new RelationColumn(c.Name, TypeOf(c.Name, c.Type))).Concat(Metadata).ToList();
            Run($"CREATE TABLE IF NOT EXISTS {Name} ({string.Join(", ", columns.Select(Define))})", cancellationToken);
            _columns = null;
        }

        foreach (var column in wanted)
        {
            var known = Columns().Find(c => Same(c.Name, column.Name));
            var type = ColumnTypes.Storable(column.Type);
            if (known is null)
            {
                var added = new RelationColumn(column.Name, TypeOf(column.Name, column.Type));
                Run($"ALTER TABLE {Name} ADD COLUMN IF NOT EXISTS {Define(added)}", cancellationToken);
                Columns().Add(added);
            }
            else if (ColumnTypes.CanWiden(known.Type, type) && stream.Columns.All(c => !Same(c.Name, column.Name)))
            {
                Run($"ALTER TABLE {Name} ALTER COLUMN {SqlText.Identifier(known.Name)} TYPE {type}", cancellationToken);
                Columns()[Columns().IndexOf(known)] = known with { Type = type };
            }
        }
    }

    public static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string Define(RelationColumn column) => $"{SqlText.Identifier(column.Name)} {column.Type}";

    private List<RelationColumn> Columns() => _columns ??= session.FindRelation(Name) is null ? [] : [.. session.GetColumns(Name)];

    private void Run(string sql, CancellationToken cancellationToken) => session.Execute(sql, cancellationToken).Dispose();
}
