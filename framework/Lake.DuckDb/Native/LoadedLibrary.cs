using System.Diagnostics;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;

namespace Lake.DuckDb.Native;

/// <summary>Which libduckdb runs: the one beside the program, or the one that <see cref="Variable"/> names.</summary>
internal static class LoadedLibrary
{
    public const string Variable = "LAKE_DUCKDB_LIBRARY";

    /// <summary>Where the library was loaded from; null where the system does not tell.</summary>
    public static string? Path
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.Modules.Cast<ProcessModule>()
                .FirstOrDefault(module => System.IO.Path.GetFileNameWithoutExtension(module.ModuleName) is "duckdb" or "libduckdb")?.FileName;
        }
    }

    /// <summary>To be called before the first native call, once.</summary>
    public static void Choose()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, (_, _, _) => NativeLibrary.Load(path));
            NativeLibrary.SetDllImportResolver(typeof(LoadedLibrary).Assembly, (_, _, _) => NativeLibrary.Load(path));
        }
    }
}
