using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Why a node failed, in the words that dbt puts into <c>run_results.json</c>: its readers look for them.</summary>
internal static class FailureText
{
    private static readonly HashSet<DiagnosticRule> WhileCompiling =
    [
        ContextRules.CompilerError, ContextRules.MacroWarning, ContextRules.MissingEnvVar, ContextRules.MissingVar, ContextRules.NeedsConnection, ContextRules.SecretEnvVar,
        ContextRules.UndeclaredRef, ContextRules.UnknownDispatch, ContextRules.UnknownStrategy, ContextRules.UsedResult,
    ];

    public static string Of(Node node, Diagnostic diagnostic)
    {
        var isCompiling = WhileCompiling.Contains(diagnostic.Rule) || diagnostic.Id.StartsWith("jinja-", StringComparison.Ordinal);
        var message = diagnostic.Message.ReplaceLineEndings("\n  ");
        return $"{(isCompiling ? "Compilation" : "Runtime")} Error in {node.ResourceType.Word()} {node.Name} ({node.OriginalFilePath})\n  {message}";
    }
}
