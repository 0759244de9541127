using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>A native vector before it is known how to read it.</summary>
internal readonly record struct VectorSource(DuckDbChunk Chunk, nint Vector, DuckDbType Type, int Count);
