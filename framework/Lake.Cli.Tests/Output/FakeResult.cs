using Lake.Engines;

namespace Lake.Cli.Tests.Output;

/// <summary>Rows without an engine.</summary>
internal sealed class FakeResult(string[] columns, params object?[][] rows) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns { get; } = [.. columns.Select(c => new RelationColumn(c, "ANY"))];

    public bool HasRows => true;

    public long? RowsAffected => null;

    public IEnumerable<object?[]> Rows => rows;

    public void Dispose()
    {
    }
}
