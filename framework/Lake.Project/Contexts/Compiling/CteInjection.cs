using System.Collections.Immutable;
using System.Text;
using Lake.Project.Contexts.Relations;
using Lake.Project.Nodes;

namespace Lake.Project.Contexts.Compiling;

/// <summary>Puts ephemeral models, and other common table expressions, in front of a query, with the very text that dbt gives.</summary>
internal static class CteInjection
{
    public static string Expression(CodeNode node, string sql) => $" {RelationMembers.EphemeralName(node.Alias)} as (\n{sql}\n)";

    public static CommonTable Table(RenderedCode ephemeral) => new(RelationMembers.EphemeralName(ephemeral.Node.Alias), ephemeral.Text, ephemeral);

    public static CompiledNode Inject(CodeNode node, RenderedCode main, IReadOnlyList<CommonTable> tables)
    {
        if (tables.Count == 0)
        {
            return new CompiledNode(node, main.Text, [new CodePiece(0, main.Text.Length, main, 0)], []);
        }

        var sql = main.Text;
        var place = WithClause.Find(sql);
        var text = new StringBuilder();
        var pieces = ImmutableArray.CreateBuilder<CodePiece>();
        Copy(main, 0, place.InsertAt);
        if (!place.HasWith)
        {
            text.Append("with");
        }

        for (var i = 0; i < tables.Count; i++)
        {
            text.Append(i == 0 ? " " : ",  ").Append(tables[i].Name).Append(" as (\n");
            if (tables[i].Code is { } code)
            {
                Copy(code, 0, code.Text.Length);
            }
            else
            {
                text.Append(tables[i].Text);
            }

            text.Append("\n)");
        }

        text.Append(place.HasWith ? ", " : " ");
        Copy(main, place.ContinueAt, sql.Length);
        return new CompiledNode(node, text.ToString(), pieces.ToImmutable(), [.. tables.Select(t => t.Code).OfType<RenderedCode>()]);

        void Copy(RenderedCode code, int start, int end)
        {
            if (end > start)
            {
                pieces.Add(new CodePiece(text.Length, end - start, code, start));
                text.Append(code.Text, start, end - start);
            }
        }
    }
}
