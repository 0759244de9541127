using Lake.Jinja.Globals;

namespace Lake.Jinja.Builtins;

/// <summary>What every template of dbt's kind can use, for the pages of the reference and for editors.</summary>
public static class BuiltinNames
{
    public static IEnumerable<string> Globals => BuiltinGlobals.Names;

    /// <summary>With their parameters as Python writes them, the value itself first.</summary>
    public static IEnumerable<(string Name, string Parameters)> Filters =>
        FilterTable.Names.Concat(FilterTable.DbtNames).Select(name => (name, FilterTable.Find(name, isDbt: true, isNative: false)?.Parameters ?? ""));

    public static IEnumerable<(string Name, string Parameters)> Tests => TestTable.Names.Select(name => (name, TestTable.Find(name)?.Parameters ?? ""));
}
