using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Types;
using Lake.DuckDb.Vectors;
using Functions = DuckDB.NET.Native.NativeMethods.ScalarFunction;

namespace Lake.DuckDb;

/// <summary>Computes an INTEGER from the bytes of a value. Called by several threads at once; must not throw.</summary>
public delegate int BytesToInteger(ReadOnlySpan<byte> bytes);

/// <summary>
/// A function of SQL that is written in C#: it sees a VARCHAR or BLOB as its bytes and a BIGINT as its eight
/// (little-endian) bytes. NULL gives NULL.
/// </summary>
internal static unsafe class BytesFunction
{
    public static void Register(DuckDBNativeConnection connection, string name, DuckDbTypeId parameter, BytesToInteger body)
    {
        using var input = NativeMethods.LogicalType.DuckDBCreateLogicalType((DuckDBType)parameter);
        using var output = NativeMethods.LogicalType.DuckDBCreateLogicalType(DuckDBType.Integer);
        var function = Functions.DuckDBCreateScalarFunction();
        try
        {
            Functions.DuckDBScalarFunctionSetName(function, name);
            Functions.DuckDBScalarFunctionAddParameter(function, input);
            Functions.DuckDBScalarFunctionSetReturnType(function, output);
            Functions.DuckDBScalarFunctionSetExtraInfo(function, GCHandle.ToIntPtr(GCHandle.Alloc(body)), &Free);
            Functions.DuckDBScalarFunctionSetFunction(function, parameter == DuckDbTypeId.BigInt ? &RunOnLongs : &RunOnTexts);
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
    private static void Free(nint info) => GCHandle.FromIntPtr(info).Free();

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunOnLongs(nint info, nint chunk, nint output) =>
        Run(info, chunk, output, static (data, row) => new ReadOnlySpan<byte>((long*)data + row, sizeof(long)));

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void RunOnTexts(nint info, nint chunk, nint output) =>
        Run(info, chunk, output, static (data, row) => ((NativeString*)data + row)->AsSpan());

    private static void Run(nint info, nint chunk, nint output, ReadBytes read)
    {
        if (GCHandle.FromIntPtr(Functions.DuckDBScalarFunctionGetExtraInfo(info)).Target is not BytesToInteger body)
        {
            Functions.DuckDBScalarFunctionSetError(info, "The function is gone.");
            return;
        }

        using var input = new DuckDBDataChunk(chunk);
        var rows = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(input);
        var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(input, 0);
        var data = (nint)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        var valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        var results = (int*)NativeMethods.Vectors.DuckDBVectorGetData(output);
        ulong* nulls = null;
        for (var row = 0; row < rows; row++)
        {
            if (valid == null || (valid[row >> 6] & (1UL << (row & 63))) != 0)
            {
                results[row] = body(read(data, row));
                continue;
            }

            if (nulls == null)
            {
                NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(output);
                nulls = NativeMethods.Vectors.DuckDBVectorGetValidity(output);
            }

            nulls[row >> 6] &= ~(1UL << (row & 63));
        }
    }

    private delegate ReadOnlySpan<byte> ReadBytes(nint data, int row);
}
