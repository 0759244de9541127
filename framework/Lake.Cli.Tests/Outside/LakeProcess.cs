using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;

namespace Lake.Cli.Tests.Outside;

/// <summary>
/// The program as a process of its own, so that it can be killed and several can run at once: the one that was built with
/// the tests, or the published one that <c>LAKE_TEST_PROGRAM</c> names.
/// </summary>
internal sealed partial class LakeProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _text = new();

    private LakeProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Add(line.Data);
        process.ErrorDataReceived += (_, line) => Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Both streams, in the order of arrival.</summary>
    public string Text
    {
        get
        {
            lock (_text)
            {
                return _text.ToString();
            }
        }
    }

    public static LakeProcess Start(string folder, params string[] arguments) => Start(folder, new Dictionary<string, string>(), arguments);

    public static LakeProcess Start(string folder, IReadOnlyDictionary<string, string> environment, string[] arguments)
    {
        var program = Environment.GetEnvironmentVariable("LAKE_TEST_PROGRAM") is { Length: > 0 } published
            ? published
            : Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "lake.exe" : "lake");

        // A shell that runs the tests in the background has them, and so their children, ignore Ctrl-C.
        string[] command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", program] : [program];
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in command[1..].Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new LakeProcess(Process.Start(start) ?? throw new InvalidOperationException("lake did not start."));
    }

    /// <summary>Runs to the end, which must be a success.</summary>
    public static string Run(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        process.Wait().ShouldBe(0, process.Text);
        return process.Text;
    }

    /// <summary>Rows of a query, each as JSON.</summary>
    public static JsonElement[] Query(string folder, string sql)
    {
        var text = Run(folder, "query", sql, "--output", "json");
        using var document = JsonDocument.Parse(text);
        return [.. document.RootElement.EnumerateArray().Select(row => row.Clone())];
    }

    /// <summary>Where a server answers; waited for.</summary>
    public string Address
    {
        get
        {
            for (var i = 0; i < 600 && !HasExited; i++)
            {
                if (AddressInText().Match(Text) is { Success: true } found)
                {
                    return found.Value;
                }

                Thread.Sleep(50);
            }

            throw new InvalidOperationException(Text);
        }
    }

    /// <summary>The exit code.</summary>
    public int Wait(int seconds = 300)
    {
        if (!_process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            _process.Kill(entireProcessTree: true);
            throw new TimeoutException($"lake did not end in {seconds} s:\n{Text}");
        }

        // Also waits for the end of both streams.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: nothing of the program runs any more.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>SIGINT, as Ctrl-C sends it.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressInText();

    private void Add(string? line)
    {
        lock (_text)
        {
            _text.Append(line).Append('\n');
        }
    }
}
