using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Tables;

/// <summary>The rows of a query as templates see them: what agate's <c>Table</c> is to dbt.</summary>
public sealed class TableValue : JinjaObject
{
    internal static readonly MemberTable<TableValue> Members = new MemberTable<TableValue>()
        .Property("columns", t => t.ColumnSequence)
        .Property("rows", t => t.RowSequence)
        .Property("column_names", t => new PyTuple([.. t.Names]))
        .Property("column_types", t => new PyTuple([.. t.Columns.Select(c => (object?)c.Type)]))
        .Method("select", (t, a) => t.Select(TableOperations.Names(a.Required(0, "key"))))
        .Method("exclude", (t, a) => t.Select([.. t.Names.Except(TableOperations.Names(a.Required(0, "key")), StringComparer.Ordinal)]))
        .Method("rename", (t, a) => TableOperations.Rename(t, a))
        .Method("where", (t, a) => TableOperations.Where(t, a))
        .Method("order_by", (t, a) => TableOperations.OrderBy(t, a))
        .Method("limit", (t, a) => TableOperations.Limit(t, a))
        .Method("distinct", (t, a) => TableOperations.Distinct(t, a))
        .Method("print_table", (t, _) => t.Draw())
        .Method("to_json", (t, _) => TableOperations.ToJson(t));

    private readonly Lazy<NamedSequence> _columns;
    private readonly Lazy<NamedSequence> _rows;

    public TableValue(IReadOnlyList<WarehouseColumn> columns, IReadOnlyList<object?[]> rows)
    {
        (Columns, Rows) = (columns, rows);
        Names = [.. columns.Select(c => c.Name)];
        _columns = new(() => new NamedSequence(
            "MappedSequence", Names, [.. Enumerable.Range(0, Columns.Count).Select(i => new TableColumn(this, i))]));
        _rows = new(() => new NamedSequence("MappedSequence", null, [.. Rows.Select(r => NamedSequence.Row(Names, r))]));
    }

    public static TableValue Empty { get; } = new([], []);

    public IReadOnlyList<WarehouseColumn> Columns { get; }

    public IReadOnlyList<object?[]> Rows { get; }

    public override string TypeName => "Table";

    public override bool IsTrue => true;

    public override string Repr => "<agate.table.Table object>";

    internal IReadOnlyList<string> Names { get; }

    internal NamedSequence ColumnSequence => _columns.Value;

    internal NamedSequence RowSequence => _rows.Value;

    public override string Text
    {
        get
        {
            var width = Math.Max(6, Names.Select(n => n.Length).DefaultIfEmpty(0).Max());
            var types = Math.Max(9, Columns.Select(c => c.Type.Length).DefaultIfEmpty(0).Max());
            var text = new StringBuilder().AppendLine(Cells("column".PadRight(width), "data_type".PadRight(types)))
                .AppendLine(Cells(new string('-', width), new string('-', types)));
            foreach (var column in Columns)
            {
                text.AppendLine(Cells(column.Name.PadRight(width), column.Type.PadRight(types)));
            }

            return text.ToString();
        }
    }

    public override bool TryGetAttribute(string name, out object? value) => Members.TryGet(this, name, out value);

    public override long? Length => Rows.Count;

    public override IEnumerator<object?> Iterate() => RowSequence.Iterate();

    /// <summary>A row by its number.</summary>
    public override bool TryGetItem(object? key, out object? value) => RowSequence.TryGetItem(key, out value);

    internal TableValue Select(IReadOnlyList<string> names)
    {
        var indexes = names.Select(n => Names.ToList().IndexOf(n)).ToArray();
        return Array.IndexOf(indexes, -1) is var missing and >= 0
            ? throw new JinjaError(ErrorKind.KeyError, PyRepr.Of(names[missing]))
            : new TableValue([.. indexes.Select(i => Columns[i])], [.. Rows.Select(r => indexes.Select(i => r[i]).ToArray())]);
    }

    /// <summary>The rows between lines, as agate's <c>print_table</c> draws them.</summary>
    internal string Draw()
    {
        var cells = Rows.Select(r => r.Select(v => v is null ? "" : PyText.Of(v)).ToArray()).ToList();
        var widths = Names.Select((n, i) => Math.Max(n.Length, cells.Select(r => r[i].Length).DefaultIfEmpty(0).Max())).ToArray();
        var text = new StringBuilder();
        AppendRow(text, [.. Names], widths);
        text.Append("| ").AppendJoin(" | ", widths.Select(w => new string('-', w))).AppendLine(" |");
        cells.ForEach(row => AppendRow(text, row, widths));
        return text.ToString();
    }

    private static string Cells(string name, string type) => $"| {name} | {type} |";

    private static void AppendRow(StringBuilder text, string[] cells, int[] widths) =>
        text.Append("| ").AppendJoin(" | ", cells.Select((c, i) => c.PadRight(widths[i]))).AppendLine(" |");
}
