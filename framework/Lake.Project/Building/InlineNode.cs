using Lake.Jinja;
using Lake.Jinja.Options;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>A query given on the command line. It belongs to no graph: its refs are looked up when it is compiled.</summary>
public static class InlineNode
{
    /// <summary>Fails with <c>jinja-syntax</c> where the template cannot be read.</summary>
    public static CodeNode Of(LoadedProject project, string sql)
    {
        var source = new SourceFile("<--inline>", sql);
        var span = new TextSpan(0, sql.Length);
        return new OperationNode
        {
            UniqueId = $"sql_operation.{project.Settings.Name}.inline_query",
            Name = "inline_query",
            PackageName = project.Settings.Name,
            Path = "sql/inline_query.sql",
            OriginalFilePath = "from remote system.sql",
            Source = source,
            Span = span,
            Fqn = [project.Settings.Name, "sql", "inline_query"],
            Code = source,
            CodeSpan = span,
            Template = Template.Parse(source, span, JinjaOptions.Dbt),
            Index = 0,
            AtStart = true,
            Database = project.Target.Database,
            Schema = project.Target.Schema,
            Alias = "inline_query",
        };
    }
}
