namespace Lake.Project.Configs;

/// <summary><c>store_failures</c> and <c>store_failures_as</c> say one thing: each follows from the other.</summary>
internal static class StoredFailures
{
    public static void Complete(ConfigBuilder config)
    {
        if (config.Find("store_failures_as") is string kind)
        {
            config.Apply("store_failures", kind is "table" or "view");
        }
        else if (config.Find("store_failures") is bool stores)
        {
            config.Apply("store_failures_as", stores ? "table" : "ephemeral");
        }
    }
}
