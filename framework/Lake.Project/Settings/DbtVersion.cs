namespace Lake.Project.Settings;

public static class DbtVersion
{
    /// <summary>The version of dbt whose artifacts these are.</summary>
    public const string Text = "1.12.6";
}
