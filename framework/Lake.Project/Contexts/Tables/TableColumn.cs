using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Tables;

/// <summary>One column of a table: its name, and its values by position.</summary>
internal sealed class TableColumn(TableValue table, int index) : JinjaObject
{
    internal static readonly MemberTable<TableColumn> Members = new MemberTable<TableColumn>()
        .Property("name", c => c.Name)
        .Property("index", c => PyBox.Of(c.Index))
        .Property("data_type", c => c.Type)
        .Method("values", (c, _) => new PyTuple([.. c.Values]))
        .Method("values_distinct", (c, _) => new PySet(c.Values))
        .Method("values_without_nulls", (c, _) => new PyTuple([.. c.Values.Where(v => v is not null)]))
        .Method("values_sorted", (c, _) => new PyTuple([.. c.Values.Order(TableOperations.Order)]));

    public string Name => table.Names[index];

    public override string TypeName => "Column";

    public override long? Length => table.Rows.Count;

    public override bool IsSequence => true;

    public override string Repr => NamedSequence.Row([], [.. Values]).Repr.Replace("agate.Row", "agate.Column", StringComparison.Ordinal);

    private int Index => index;

    private string Type => table.Columns[index].Type;

    private IEnumerable<object?> Values => table.Rows.Select(r => r[index]);

    public override IEnumerator<object?> Iterate() => Values.GetEnumerator();

    public override bool TryGetAttribute(string name, out object? value) => Members.TryGet(this, name, out value);

    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        if (key is not long position)
        {
            return false;
        }

        position = position < 0 ? position + table.Rows.Count : position;
        if (position < 0 || position >= table.Rows.Count)
        {
            return false;
        }

        value = table.Rows[(int)position][index];
        return true;
    }
}
