namespace Lake.Project.Contexts;

/// <summary>The release of dbt whose behaviour the contexts and artifacts follow.</summary>
public static class DbtVersion
{
    public const string Text = "1.12.6";
}
