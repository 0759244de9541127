using System.Collections.Immutable;
using System.Text;
using Lake.Project.Contexts.Relations;
using Lake.Project.Nodes;

namespace Lake.Project.Contexts.Compiling;

/// <summary>Puts ephemeral models in front of a query, with the very text that dbt gives.</summary>
internal static class CteInjection
{
    public static string Expression(CodeNode node, string sql) => $" {RelationMembers.EphemeralName(node.Alias)} as (\n{sql}\n)";

    public static CompiledNode Inject(CodeNode node, RenderedCode main, IReadOnlyList<RenderedCode> ephemerals)
    {
        if (ephemerals.Count == 0)
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

        for (var i = 0; i < ephemerals.Count; i++)
        {
            text.Append(i == 0 ? " " : ",  ").Append(RelationMembers.EphemeralName(ephemerals[i].Node.Alias)).Append(" as (\n");
            Copy(ephemerals[i], 0, ephemerals[i].Text.Length);
            text.Append("\n)");
        }

        text.Append(place.HasWith ? ", " : " ");
        Copy(main, place.ContinueAt, sql.Length);
        return new CompiledNode(node, text.ToString(), pieces.ToImmutable(), [.. ephemerals]);

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
