namespace Lake.JinjaCases;

/// <summary>How a case is rendered.</summary>
public enum CaseMode
{
    /// <summary>Plain Jinja2 in the sandbox, with <c>do</c> and loop controls.</summary>
    Jinja,

    /// <summary>As dbt renders a model when it runs it.</summary>
    Dbt,

    /// <summary>As dbt renders a model when it parses the project.</summary>
    DbtParse,

    /// <summary>As dbt renders a string in YAML: the value keeps its type.</summary>
    Native,
}
