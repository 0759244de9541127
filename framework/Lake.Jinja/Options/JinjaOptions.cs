namespace Lake.Jinja.Options;

/// <summary>How a template is read.</summary>
public sealed record JinjaOptions
{
    /// <summary>Jinja2 with the sandbox, <c>do</c> and loop controls.</summary>
    public static readonly JinjaOptions Jinja = new();

    /// <summary>
    /// As dbt reads models and macro files: adds <c>materialization</c>, <c>test</c>, <c>docs</c> and <c>snapshot</c>
    /// blocks and typed parameters; a macro is known as <c>dbt_macro__name</c> inside its own template.
    /// </summary>
    public static readonly JinjaOptions Dbt = new() { IsDbt = true };

    /// <summary>As dbt reads strings in YAML: <see cref="Template.Evaluate"/> keeps the type of a lone expression.</summary>
    public static readonly JinjaOptions DbtNative = new() { IsDbt = true, IsNative = true };

    public bool IsDbt { get; init; }

    public bool IsNative { get; init; }
}
