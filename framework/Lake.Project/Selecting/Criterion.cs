namespace Lake.Project.Selecting;

/// <summary>One term of a selection: <c>[@][N+][method[.arguments]:]value[+N]</c>.</summary>
internal sealed record Criterion
{
    public required string Text { get; init; }

    public required string Method { get; init; }

    /// <summary>What follows the method after dots: <c>config.materialized:view</c>.</summary>
    public string[] Arguments { get; init; } = [];

    public required string Value { get; init; }

    public bool Parents { get; init; }

    /// <summary>Null: all the way.</summary>
    public int? ParentsDepth { get; init; }

    public bool Children { get; init; }

    public int? ChildrenDepth { get; init; }

    /// <summary>Which tests come along; null: as the whole selection says.</summary>
    public IndirectSelection? Indirect { get; init; }

    /// <summary><c>@</c>: with descendants and all ancestors of those.</summary>
    public bool ChildrensParents { get; init; }
}
