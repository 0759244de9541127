using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Functions = DuckDB.NET.Native.NativeMethods.ScalarFunction;

namespace Lake.DuckDb;

/// <summary>
/// A function of SQL that gives each row it is called for a UUID of its own: the one given, plus a number that counts
/// on as long as the process lives. Neighbours differ in few bits, so files keep them in a few bytes a row, where
/// random ones take sixteen.
/// </summary>
internal static unsafe class NumberingFunction
{
    private static long _next;

    public static void Register(DuckDBNativeConnection connection, string name)
    {
        using var uuid = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Uuid);
        var function = Functions.DuckDBCreateScalarFunction();
        try
        {
            Functions.DuckDBScalarFunctionSetName(function, name);
            Functions.DuckDBScalarFunctionAddParameter(function, uuid);
            Functions.DuckDBScalarFunctionSetReturnType(function, uuid);
            Functions.DuckDBScalarFunctionSetVolatile(function);
            Functions.DuckDBScalarFunctionSetFunction(function, &Run);
            if (Functions.DuckDBRegisterScalarFunction(connection, function) != DuckDBState.Success)
            {
                throw new DuckDbException(DuckDbErrorType.Catalog, $"There is a function {name} already.");
            }
        }
        finally
        {
            Functions.DuckDBDestroyScalarFunction(ref function);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Run(nint info, nint chunk, nint output)
    {
        using var input = new DuckDBDataChunk(chunk);
        var rows = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(input);
        var given = (UInt128*)NativeMethods.Vectors.DuckDBVectorGetData(NativeMethods.DataChunks.DuckDBDataChunkGetVector(input, 0));
        var results = (UInt128*)NativeMethods.Vectors.DuckDBVectorGetData(output);
        var number = (ulong)(Interlocked.Add(ref _next, rows) - rows);
        for (var row = 0; row < rows; row++)
        {
            results[row] = given[row] + number++;
        }
    }
}
