using System.Diagnostics;
using System.Text;
using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.Testing;

namespace Lake.Jinja.Tests.Differential;

/// <summary>Jinja2, in the Python that <c>LAKE_TEST_JINJA2</c> names.</summary>
internal static class Oracle
{
    private static readonly string Program = Baseline.Folder(["..", "..", "tools", "jinja-cases", "oracle"]);

    public static (int ExitCode, string Output) Run(params string[] arguments)
    {
        using var process = Start(arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    /// <summary>The results of cases, all asked at once.</summary>
    public static IReadOnlyList<object?> Ask(PyList cases)
    {
        using var process = Start(["--stream"]);
        process.StandardInput.WriteLine(PyJsonWriter.Write(cases));
        process.StandardInput.Close();
        var results = (PyList?)PyJsonReader.Read(process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        return results?.Items ?? [];
    }

    private static Process Start(IEnumerable<string> arguments)
    {
        var python = Judge.At("LAKE_TEST_JINJA2");
        return Process.Start(new ProcessStartInfo(python, [Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            UseShellExecute = false,
        }) ?? throw new InvalidOperationException($"{python} does not start");
    }
}
