using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Lake.Jinja;
using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.Text;

namespace Lake.Benchmarks.Jinja;

/// <summary>
/// Compiling and rendering against Jinja2 on the same templates in one run. Both sides have the same time, and the fastest round
/// counts: whatever else the machine does only adds to it. The outputs must be equal. Jinja2 has no source maps; rendering with
/// one is compared with its plain rendering.
/// </summary>
internal static class JinjaBenchmark
{
    private const double Seconds = 2;
    private const int LeastRounds = 30;
    private const double CompileGoal = 10;
    private const double RenderGoal = 20;
    private const double StaticGoal = 3;

    private static readonly (string Name, string Template)[] Templates =
    [
        ("typical model", JinjaTemplates.Typical),
        ("macro-heavy model", JinjaTemplates.MacroHeavy),
        ("5,000-line model", JinjaTemplates.Generated()),
    ];

    /// <param name="arguments">The Python with Jinja2; <c>python3</c> when absent.</param>
    public static int Run(string[] arguments)
    {
        var peer = AskPeer(arguments is [var python, ..] ? python : "python3");
        WarmUp();
        Print($"Jinja2 {peer.Get("version")}, fastest rounds; compiling includes parsing");
        Print($"{"",-20}{"",9}{"Jinja2",13}{"lake",13}{"ratio",9}{"goal",6}{"allocated",13}");
        var missed = 0;
        foreach (var ((name, template), result) in Templates.Zip(PyIteration.Items(peer["results"]).OfType<PyDict>()))
        {
            missed += Compare(name, template, result);
        }

        missed += ShowStaticPath();
        return missed == 0 ? 0 : 1;
    }

    /// <summary>Prints the microseconds that a typical model takes, for a comparison of programs.</summary>
    public static int PrintSteadyRendering()
    {
        WarmUp();
        var (context, template) = (Context(), Compile(JinjaTemplates.Typical));
        Print($"{Measure(() => template.Render(context)).Nanoseconds / 1000:N2}");
        return 0;
    }

    /// <summary>Until the runtime has compiled everything as well as it will.</summary>
    private static void WarmUp()
    {
        var (context, tracing) = (Context(), Context(tracks: true));
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < TimeSpan.FromSeconds(10))
        {
            foreach (var (_, text) in Templates)
            {
                var template = Compile(text);
                for (var i = 0; i < 200; i++)
                {
                    template.Render(context);
                    template.Render(tracing);
                }
            }
        }
    }

    private static int Compare(string name, string text, PyDict peer)
    {
        var (context, tracing) = (Context(), Context(tracks: true));
        var compile = Measure(() => Compile(text));
        var template = Compile(text);
        var render = Measure(() => template.Render(context));
        var traced = Measure(() => template.Render(tracing));
        var output = template.Render(context).Text;
        if (output != peer["output"] as string)
        {
            throw new InvalidOperationException($"The outputs of the {name} differ:\n{output}\n----\n{peer["output"]}");
        }

        return Show(name, "compile", PyNumber.ToDouble(peer["compile"]), compile, CompileGoal)
            + Show("", "render", PyNumber.ToDouble(peer["render"]), render, RenderGoal)
            + Show("", "with map", PyNumber.ToDouble(peer["render"]), traced, null);
    }

    /// <summary>What a model of literal calls costs at parse time: reading its calls, and rendering it for them.</summary>
    private static int ShowStaticPath()
    {
        var context = Context();
        var read = Measure(() => Template.Parse(Source(JinjaTemplates.ContextFree)).StaticCalls);
        var render = Measure(() => Compile(JinjaTemplates.ContextFree).Render(context));
        var ratio = render.Nanoseconds / read.Nanoseconds;
        Print($"context-free model: calls read in {read.Nanoseconds / 1000:N2} µs, {read.Bytes:N0} B; compiled and rendered for them in {render.Nanoseconds / 1000:N2} µs, {render.Bytes:N0} B: {ratio:N1}x (goal {StaticGoal:N0}x)");
        return ratio < StaticGoal ? 1 : 0;
    }

    private static Template Compile(string text)
    {
        var template = Template.Parse(Source(text));
        return template.Diagnostics.IsEmpty ? template : throw new DiagnosticException(template.Diagnostics);
    }

    private static SourceFile Source(string text) => new("model.sql", text);

    private static PyDict Values() => new()
    {
        ["statuses"] = PyList.Of("new", "paid", "sent"),
        ["prefix"] = "col_",
        ["columns"] = new PyList(Enumerable.Range(0, 60).Select(i => new PyDict
        {
            ["name"] = string.Create(CultureInfo.InvariantCulture, $"Column_{i}"),
            ["type"] = (i % 4) switch { 0 => "money", 1 => "text", 2 => "code", _ => "date" },
            ["scale"] = PyBox.Of(i % 3),
        })),
    };

    private static RenderContext Context(bool tracks = false)
    {
        var names = Values().ToDictionary(entry => PyText.Of(entry.Key), entry => entry.Value, StringComparer.Ordinal);
        Define("ref", call => $"\"lake\".\"main\".\"{PyText.Of(call.Positional[^1])}\"");
        Define("source", call => $"\"lake\".\"{PyText.Of(call.Positional[0])}\".\"{PyText.Of(call.Positional[1])}\"");
        Define("config", _ => "");
        Define("is_incremental", _ => PyBox.True);
        Define("var", call => call.Optional(1, "default"));
        return new RenderContext(names) { TrackSources = tracks };

        void Define(string name, Func<CallArguments, object?> body) => names[name] = new NativeFunction(name, body);
    }

    private static PyDict AskPeer(string python)
    {
        var job = new PyDict
        {
            ["seconds"] = Seconds,
            ["rounds"] = PyBox.Of(LeastRounds),
            ["templates"] = new PyList(Templates.Select(each => new PyDict { ["name"] = each.Name, ["template"] = each.Template, ["context"] = Values() })),
        };
        using var process = Process.Start(new ProcessStartInfo(python, [Path.Combine(Folder(), "jinja2_peer.py")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        }) ?? throw new InvalidOperationException($"{python} does not start");
        process.StandardInput.Write(PyJsonWriter.Write(job));
        process.StandardInput.Close();
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            && PyJsonReader.Read(answer) is PyDict results
            ? results
            : throw new InvalidOperationException($"{python} with Jinja2 ended with {process.ExitCode}");
    }

    private static Measured Measure(Func<object?> action)
    {
        var fastest = long.MaxValue;
        var watch = Stopwatch.StartNew();
        for (var round = 0; round < LeastRounds || watch.Elapsed.TotalSeconds < Seconds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            action();
            fastest = Math.Min(fastest, Stopwatch.GetTimestamp() - start);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return new Measured(fastest * 1e9 / Stopwatch.Frequency, bytes);
    }

    /// <returns>1 when the goal is missed.</returns>
    private static int Show(string name, string what, double peer, Measured lake, double? goal)
    {
        var ratio = peer / lake.Nanoseconds;
        var aim = goal is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{goal:N0}x");
        Print($"{name,-20}{what,9}{peer / 1000,10:N1} µs{lake.Nanoseconds / 1000,10:N2} µs{ratio,8:N1}x{aim,6}{lake.Bytes,11:N0} B");
        return ratio < goal ? 1 : 0;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file) ?? "";

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private readonly record struct Measured(double Nanoseconds, long Bytes);
}
