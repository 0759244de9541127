using System.Collections.Immutable;
using Lake.Jinja;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Macros;

/// <summary>A macro, generic test or materialization of a package, with its file.</summary>
public sealed class Macro
{
    private ImmutableArray<string>? _dependsOn;

    public required string UniqueId { get; init; }

    /// <summary>As dbt stores it: a test is <c>test_name</c>, a materialization <c>materialization_name_adapter</c>.</summary>
    public required string Name { get; init; }

    public required string PackageName { get; init; }

    public required string Path { get; init; }

    public required string OriginalFilePath { get; init; }

    public required SourceFile Source { get; init; }

    /// <summary>From <c>{%</c> of the opening tag to <c>%}</c> of the closing one; as in dbt, with the white space that a dash in the opening one strips.</summary>
    public required TextSpan Span { get; init; }

    public Location Location => Source.At(Span);

    /// <summary>To be bound to a context and called.</summary>
    public required MacroDefinition Definition { get; init; }

    /// <summary>The block's text: <c>macro_sql</c>.</summary>
    public string Sql => Source.GetText(Span);

    public ImmutableArray<MacroArgument> Arguments { get; internal set; } = [];

    /// <summary>Unique ids of the macros that its text calls or dispatches to, found when somebody asks.</summary>
    public ImmutableArray<string> DependsOnMacros => _dependsOn ??= FindDependencies?.Invoke(this) ?? [];

    internal Func<Macro, ImmutableArray<string>>? FindDependencies { get; set; }

    public ImmutableArray<string> SupportedLanguages { get; init; } = [];

    public string Description { get; internal set; } = "";

    public ValueMap Meta { get; internal set; } = ValueMap.Empty;

    public ValueMap Docs { get; internal set; } = ValueMap.Empty;

    public string? PatchPath { get; internal set; }

    public override string ToString() => UniqueId;
}

public sealed record MacroArgument(string Name, string? Type = null, string Description = "");
