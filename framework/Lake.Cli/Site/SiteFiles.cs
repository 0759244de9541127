using System.Reflection;
using Lake.Runner.Artifacts;

namespace Lake.Cli.Site;

/// <summary>The page that shows <c>manifest.json</c> and <c>catalog.json</c> of the folder it lies in.</summary>
internal static class SiteFiles
{
    private const string Manifest = "manifest.json";

    private const string Catalog = "catalog.json";

    public static void Write(string folder) => new TargetFiles(folder).Write("index.html", Page());

    /// <summary>One page that holds the artifacts and needs no other file, under dbt's name for it. Gives its path.</summary>
    public static string WriteStatic(string folder)
    {
        var page = Page();
        var script = page.IndexOf("<script>", StringComparison.Ordinal);
        var artifacts = $"<script>globalThis.artifacts = {{\"{Manifest}\": {Json(folder, Manifest)}, \"{Catalog}\": {Json(folder, Catalog)}}};</script>\n";
        new TargetFiles(folder).Write("static_index.html", page.Insert(script, artifacts));
        return Path.Combine(folder, "static_index.html");
    }

    /// <summary>As it may stand in a page: nothing in it ends the script.</summary>
    private static string Json(string folder, string file) =>
        File.ReadAllText(Path.Combine(folder, file)).Replace("</", "<\\/", StringComparison.Ordinal).Replace("<!--", "<\\u0021--", StringComparison.Ordinal);

    private static string Page()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("site/index.html")
            ?? throw new InvalidOperationException("site/index.html is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
