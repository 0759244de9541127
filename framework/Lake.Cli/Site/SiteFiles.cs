using System.Reflection;
using Lake.Runner.Artifacts;

namespace Lake.Cli.Site;

/// <summary>The page that shows <c>manifest.json</c> and <c>catalog.json</c> of the folder it lies in.</summary>
internal static class SiteFiles
{
    public static void Write(string folder)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("site/index.html")
            ?? throw new InvalidOperationException("site/index.html is not embedded");
        using var reader = new StreamReader(stream);
        new TargetFiles(folder).Write("index.html", reader.ReadToEnd());
    }
}
